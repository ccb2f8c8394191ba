import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe } from 'vitest';
import { COMMANDS } from '../../../preload/contract/command-table.ts';
import { parseCommand } from '../../../main/window/parse-command.ts';
import { ONE_OF_EACH } from '../../support/commands.ts';
import { anyValue, fuzz, nearly } from '../../support/fuzz.ts';

const WITH_ALL_FIELDS = [
  { kind: 'forget', credential: 'demo' },
  { kind: 'copyAccessToken', format: 'curl' },
  { kind: 'openWindow', page: 'replace' },
  {
    kind: 'changeSettings',
    settings: {
      ...{ theme: 'dark', trayClick: 'openWindow', tellCopiedEnd: true, trayTitle: true, copyFormat: 'env' },
      ...{ clearCopy: '60s', copyShortcut: 'CommandOrControl+Shift+K', launchAtLogin: true },
      workingHours: { fromHour: 9, toHour: 17, weekdays: [1, 2, 3] },
    },
  },
];

describe('whatever the window sends', () => {
  fuzz(
    'is refused, or is a command as the table has it, with no field more',
    fc.oneof({ weight: 4, arbitrary: nearly([...Object.values(ONE_OF_EACH), ...WITH_ALL_FIELDS]) }, anyValue),
    (value) => {
      const command = parseCommand(value, 'linux');
      if (command === undefined) return true;
      const known = ['kind', ...Object.keys(COMMANDS[command.kind].fields)];
      return (
        Object.hasOwn(COMMANDS, command.kind) &&
        Object.keys(command).every((key) => known.includes(key)) &&
        Object.getPrototypeOf(command) === Object.prototype &&
        isDeepStrictEqual(parseCommand(structuredClone(command), 'linux'), command)
      );
    },
  );
});
