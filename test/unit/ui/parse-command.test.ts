import { expect, test } from 'vitest';
import type { Command, CommandKind } from '../../../preload/contract/command.ts';
import { parseCommand } from '../../../main/ui/parse-command.ts';
import { fc, test as property } from '../core/property.ts';

const ONE_OF_EACH: { readonly [K in CommandKind]: Extract<Command, { kind: K }> } = {
  connect: { kind: 'connect', text: 'some text' },
  connectFromClipboard: { kind: 'connectFromClipboard' },
  connectDemo: { kind: 'connectDemo' },
  keepUntried: { kind: 'keepUntried' },
  keepInMemory: { kind: 'keepInMemory' },
  discardCandidate: { kind: 'discardCandidate' },
  retryKeychain: { kind: 'retryKeychain' },
  copyAccessToken: { kind: 'copyAccessToken' },
  refreshNow: { kind: 'refreshNow' },
  forget: { kind: 'forget' },
  openLink: { kind: 'openLink', link: 'nerd' },
  openWindow: { kind: 'openWindow' },
  changeSettings: { kind: 'changeSettings', settings: { theme: 'dark' } },
  quit: { kind: 'quit' },
};

test.each(Object.values(ONE_OF_EACH))('$kind is a command', (command) => {
  expect(parseCommand(command)).toEqual(command);
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
  ['a link of one’s own', { kind: 'openLink', link: 'https://example.com/' }],
  ['a setting that is not one', { kind: 'changeSettings', settings: { windowBounds: {} } }],
  ['a theme that is not one', { kind: 'changeSettings', settings: { theme: 'pink' } }],
  ['a smuggled prototype', JSON.parse('{"kind":"quit","__proto__":{"kind":"forget"}}')],
])('%s is not', (_name, value) => {
  expect(parseCommand(value)).toBeUndefined();
});

property('whatever comes, it is a command or nothing', [fc.anything()], (value) => {
  expect(() => parseCommand(value)).not.toThrow();
});
