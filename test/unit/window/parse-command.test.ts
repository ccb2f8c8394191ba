import { expect, test } from 'vitest';
import { parseCommand } from '../../../main/window/parse-command.ts';
import { ONE_OF_EACH } from '../../support/commands.ts';
import { fc, test as property } from '../../support/core/property.ts';

test.each(Object.values(ONE_OF_EACH))('$kind is a command', (command) => {
  expect(parseCommand(command, 'linux')).toEqual(command);
});

test('a page of the window can be asked for, and hours can be set from midnight to midnight', () => {
  const hours = { fromHour: 0, toHour: 24, weekdays: [7] };
  for (const command of [
    { kind: 'openWindow', page: 'replace' },
    { kind: 'openWindow', page: 'settings' },
    { kind: 'openWindow', page: 'keyPair' },
    { kind: 'connectKeyPair', clientId: 'client', key: 'made' },
    { kind: 'forget', credential: 'demo' },
    { kind: 'changeSettings', settings: { trayTitle: false } },
    { kind: 'changeSettings', settings: { workingHours: hours, tellCopiedEnd: true } },
  ]) {
    expect(parseCommand(command, 'linux')).toEqual(command);
  }
});

test.each([
  ['from no hour', { fromHour: -1 }],
  ['to no hour', { toHour: 25 }],
  ['at half past', { fromHour: 9.5 }],
  ['that end as they begin', { fromHour: 17 }],
  ['that end before they begin', { fromHour: 18 }],
  ['on no day', { weekdays: [] }],
  ['on an eighth day', { weekdays: [8] }],
  ['on a day zero', { weekdays: [0, 1] }],
  ['on more days than a week has', { weekdays: [1, 2, 3, 4, 5, 6, 7, 1] }],
  ['with minutes', { fromMinute: 30 }],
])('working hours %s are not', (_name, wrong) => {
  const workingHours = { fromHour: 9, toHour: 17, weekdays: [1, 2, 3, 4, 5], ...wrong };
  expect(parseCommand({ kind: 'changeSettings', settings: { workingHours } }, 'linux')).toBeUndefined();
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'quit'],
  ['a list', ['quit']],
  ['an unknown kind', { kind: 'exec' }],
  ['a kind that every object has', { kind: 'constructor' }],
  ['one field too many', { kind: 'quit', force: true }],
  ['a text that is none', { kind: 'connect', text: { toString: 'token' } }],
  ['a missing text', { kind: 'connect' }],
  ['a text without end', { kind: 'connect', text: 'x'.repeat(2_000_000) }],
  ['a key without end', { kind: 'takeKey', text: 'x'.repeat(2_000_000) }],
  ['a Client ID without end', { kind: 'connectKeyPair', clientId: 'x'.repeat(2000), key: 'taken' }],
  ['a key from somewhere else', { kind: 'connectKeyPair', clientId: 'client', key: '/etc/key.pem' }],
  ['a credential that is none', { kind: 'useCredential', credential: 'session' }],
  ['a credential to forget that is none', { kind: 'forget', credential: 'all' }],
  ['a pause without an end that is known', { kind: 'pause', until: 'never' }],
  ['a snooze without an end that is known', { kind: 'snooze', until: 'never' }],
  ['a page that cannot be asked for', { kind: 'openWindow', page: 'diagnostics' }],
  ['a link of one’s own', { kind: 'openLink', link: 'https://example.com/' }],
  ['a setting that is not one', { kind: 'changeSettings', settings: { windowBounds: {} } }],
  ['a theme that is not one', { kind: 'changeSettings', settings: { theme: 'pink' } }],
  ['a setting with no value', { kind: 'changeSettings', settings: { theme: undefined } }],
  ['a setting of the file that is not the user’s', { kind: 'changeSettings', settings: { spread: 0 } }],
  ['settings in a text', { kind: 'changeSettings', settings: '{"theme":"dark"}' }],
  [
    'a text without a knowledge base',
    { kind: 'annotate', request: { text: 'a', knowledgeBases: [], tagPeople: false, originatingEntityId: '' } },
  ],
  ['annotations as something else', { kind: 'copyAnnotations', as: 'html' }],
  ['a kind in a list', { kind: ['quit'] }],
  ['a smuggled prototype', JSON.parse('{"kind":"quit","__proto__":{"kind":"forget"}}')],
])('%s is not', (_name, value) => {
  expect(parseCommand(value, 'linux')).toBeUndefined();
});

test.each(['toString', 'constructor', 'hasOwnProperty'])(
  'a field %s, which every object has, is one too many',
  (name) => {
    expect(parseCommand({ kind: 'quit', [name]: 'x' }, 'linux')).toBeUndefined();
  },
);

const kinds = fc.constantFrom(...Object.keys(ONE_OF_EACH), 'other', '__proto__');
const almost = fc.record(
  { kind: kinds, text: fc.anything(), link: fc.anything(), settings: fc.anything() },
  { requiredKeys: ['kind'] },
);

property(
  'whatever comes, it is a command just as it stands, or nothing',
  [fc.oneof(almost, fc.anything())],
  (value) => {
    const command = parseCommand(value, 'linux');
    if (command !== undefined) expect(value).toEqual(command);
  },
);
