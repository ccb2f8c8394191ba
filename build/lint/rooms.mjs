// Lists the rooms of the project, from the lowest to the highest, and which room may import which. A room may import its
// own files and those of the rooms beside its name, types included. All of those stand above it in the table, so that no
// import leads from a lower room to a higher one. build/lint/import-rules.mjs checks it as a part of `npm run lint`.

const CONTRACT = 'preload/contract';
const TIME = 'main/core/time';
const PORTS = 'main/ports';
const TOKEN_RULES = 'main/core/token';
const MESSAGES = 'main/core/messages';

/**
 * The rooms that each room may import. A room is a folder without the rooms inside of it, or a single file.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  [CONTRACT]: [],
  'preload/index.ts': [CONTRACT],

  // The rules: pure, without Electron, Node, timers, clock or randomness.
  [TIME]: [CONTRACT],
  [TOKEN_RULES]: [CONTRACT, TIME],
  'main/core/week': [CONTRACT, TIME],
  'main/core/copy': [CONTRACT, TIME],
  'main/core/input': [CONTRACT, TIME, TOKEN_RULES],
  'main/core/cli': [CONTRACT, TIME, 'main/core/copy', 'main/core/input'],
  'main/core/annotation': [CONTRACT, TIME, TOKEN_RULES, 'main/core/input'],
  [MESSAGES]: [CONTRACT, TIME, TOKEN_RULES, 'main/core/week', 'main/core/input', 'main/core/annotation'],
  'main/core/history': [CONTRACT, TIME, MESSAGES],
  'main/core/diagnostics': [CONTRACT, TIME, 'main/core/history'],
  'main/core/views': [CONTRACT, TIME, TOKEN_RULES, 'main/core/week', 'main/core/copy', MESSAGES],

  // The outside world: ports, and what is behind each.
  [PORTS]: [CONTRACT, TOKEN_RULES, 'main/core/week', 'main/core/annotation', 'main/core/diagnostics'],
  'main/files': [],
  'main/keychain/worker': [CONTRACT],
  'main/keychain': [CONTRACT, 'main/core/input', PORTS, 'main/keychain/worker'],
  'main/nerd': [CONTRACT, TIME, TOKEN_RULES, 'main/core/input', 'main/core/annotation', PORTS],
  'main/storage': [
    CONTRACT,
    TIME,
    TOKEN_RULES,
    'main/core/week',
    'main/core/input',
    MESSAGES,
    'main/core/history',
    'main/core/diagnostics',
    PORTS,
    'main/files',
  ],
  'main/desktop': [CONTRACT, 'main/core/diagnostics', PORTS, 'main/files'],
  'main/demo': [CONTRACT, TIME, TOKEN_RULES, PORTS, 'main/nerd'],

  // What the app does.
  'main/token': [CONTRACT, TIME, TOKEN_RULES, 'main/core/week', 'main/core/annotation', 'main/core/history', PORTS],
  'main/annotation': [CONTRACT, TIME, 'main/core/annotation', PORTS],
  'main/copy': [CONTRACT, 'main/core/copy', MESSAGES, 'main/core/views', PORTS, 'main/desktop', 'main/token'],
  'main/commands': [
    CONTRACT,
    TIME,
    'main/core/input',
    'main/core/annotation',
    'main/core/copy',
    MESSAGES,
    'main/core/history',
    'main/core/diagnostics',
    'main/core/views',
    PORTS,
    'main/keychain',
    'main/storage',
    'main/token',
    'main/annotation',
    'main/copy',
  ],
  'main/window': [
    CONTRACT,
    TIME,
    'main/core/input',
    MESSAGES,
    'main/core/diagnostics',
    'main/core/views',
    PORTS,
    'main/desktop',
    'main/token',
    'main/copy',
  ],
  'main/cli': [CONTRACT, TIME, 'main/core/copy', 'main/core/cli', 'main/core/views', 'main/desktop'],

  // The parts put together.
  'main/system-events.ts': [MESSAGES, 'main/core/views', PORTS, 'main/token', 'main/window'],
  'main/app.ts': [
    CONTRACT,
    TIME,
    MESSAGES,
    'main/core/views',
    PORTS,
    'main/token',
    'main/copy',
    'main/commands',
    'main/window',
    'main/cli',
    'main/system-events.ts',
  ],
  'main/platform.ts': [
    CONTRACT,
    PORTS,
    'main/keychain',
    'main/nerd',
    'main/storage',
    'main/desktop',
    'main/demo',
    'main/token',
    'main/copy',
    'main/window',
  ],
  'main/lifecycle.ts': [
    MESSAGES,
    'main/core/cli',
    'main/keychain',
    'main/nerd',
    'main/demo',
    'main/cli',
    'main/app.ts',
    'main/platform.ts',
  ],
  'main/index.ts': [
    'main/core/cli',
    'main/storage',
    'main/desktop',
    'main/window',
    'main/cli',
    'main/platform.ts',
    'main/lifecycle.ts',
  ],

  // The page: parts that know no page, then a room a page.
  'renderer/styles': [],
  'renderer/text': [CONTRACT, TIME, MESSAGES],
  'renderer/state': [CONTRACT, TIME, 'renderer/text'],
  'renderer/ui': [CONTRACT, 'renderer/text', 'renderer/state'],
  'renderer/timeline': [CONTRACT, TIME, 'renderer/text'],
  'renderer/activity': [
    CONTRACT,
    TIME,
    MESSAGES,
    'renderer/text',
    'renderer/state',
    'renderer/ui',
    'renderer/timeline',
  ],
  'renderer/connect': [CONTRACT, 'renderer/text', 'renderer/state', 'renderer/ui'],
  'renderer/help': [CONTRACT, 'renderer/text', 'renderer/state', 'renderer/ui'],
  'renderer/settings': [
    CONTRACT,
    TIME,
    'main/core/copy',
    'main/core/input',
    'renderer/text',
    'renderer/state',
    'renderer/ui',
  ],
  'renderer/token': [
    CONTRACT,
    TIME,
    'main/core/copy',
    'renderer/text',
    'renderer/state',
    'renderer/ui',
    'renderer/timeline',
  ],
  'renderer/try': [CONTRACT, 'renderer/text', 'renderer/state', 'renderer/ui'],
  'renderer/TopBar.svelte': ['renderer/text', 'renderer/state', 'renderer/ui'],
  'renderer/App.svelte': [
    'renderer/text',
    'renderer/state',
    'renderer/ui',
    'renderer/activity',
    'renderer/connect',
    'renderer/help',
    'renderer/settings',
    'renderer/token',
    'renderer/try',
    'renderer/TopBar.svelte',
  ],
  'renderer/main.ts': ['renderer/styles', 'renderer/state', 'renderer/App.svelte'],
};
