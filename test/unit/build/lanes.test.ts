import { expect, test } from 'vitest';
import { runLanes } from '../../../build/suites/lanes.mjs';

const REAL = [
  { name: 'shortest', seconds: 1, real: true },
  { name: 'short', seconds: 3, real: true },
  { name: 'longest', seconds: 9, real: true },
  { name: 'long', seconds: 5, real: true },
  { name: 'middle', seconds: 4, real: true },
];
const COMPUTING = [
  { name: 'types', seconds: 2, real: false },
  { name: 'lint', seconds: 8, real: false },
];

/** Suites that run until they are told to end. */
function running(suites: typeof REAL) {
  const happened: string[] = [];
  const endings = new Map<string, () => void>();
  const all = runLanes(suites, async ({ name }) => {
    happened.push(name);
    await new Promise<void>((resolve) => endings.set(name, resolve));
    return name.toUpperCase();
  });
  const end = async (name: string) => {
    endings.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { all, end, happened };
}

test('each lane takes the longest suite of its kind; results come in the order of the suites', async () => {
  const { all, end, happened } = running([...COMPUTING, ...REAL]);
  expect(happened).toEqual(['longest', 'long', 'middle', 'lint']);
  await end('lint');
  expect(happened.slice(4)).toEqual(['types']);
  await end('long');
  expect(happened.slice(5)).toEqual(['short']);
  for (const name of ['short', 'shortest', 'longest', 'middle', 'types']) await end(name);
  expect(await all).toEqual(['TYPES', 'LINT', 'SHORTEST', 'SHORT', 'LONGEST', 'LONG', 'MIDDLE']);
});

test('a lane with no suite of its own kind left takes one of the other', async () => {
  const { all, end, happened } = running(REAL);
  expect(happened).toEqual(['longest', 'long', 'middle', 'short']);
  await end('middle');
  expect(happened.slice(4)).toEqual(['shortest']);
  for (const name of ['short', 'shortest', 'longest', 'long']) await end(name);
  expect(await all).toHaveLength(5);
});
