// The configuration of dependency-cruiser: holds every import to the table of rooms, and finds circles between files.
import { ROOMS } from './rooms.mjs';

const names = Object.keys(ROOMS);

/**
 * A regular expression for the paths in a room that are in none of the rooms inside of it.
 * @param {string} room a key of {@link ROOMS}
 */
function pathsIn(room) {
  const inner = names.filter((name) => name.startsWith(`${room}/`)).map((name) => name.slice(room.length + 1));
  const rest = inner.length === 0 ? '' : `(?!(?:${inner.join('|')})/)`;
  return room.includes('.') ? `^${room.replaceAll('.', '\\.')}$` : `^${room}/${rest}`;
}

names.forEach((room, index) => {
  const upward = ROOMS[room]?.find((other) => !names.slice(0, index).includes(other));
  if (upward !== undefined)
    throw new Error(`${room} cannot import ${upward}: it does not stand above it in the table.`);
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-file-outside-the-rooms',
      severity: 'error',
      from: { path: '^(?:main|preload|renderer)/', pathNot: names.map(pathsIn) },
      to: {},
    },
    ...names.map((room) => ({
      name: `rooms: ${room}`,
      severity: /** @type {const} */ ('error'),
      from: { path: pathsIn(room) },
      to: { path: '^(?:main|preload|renderer)/', pathNot: [room, ...(ROOMS[room] ?? [])].map(pathsIn) },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.svelte', '.mjs', '.js', '.css'] },
  },
};
