import fc from 'fast-check';
import { expect, test } from 'vitest';
import { autostartEntry, readAutostartEntry } from '../../../main/desktop/autostart-entry.ts';

const PROGRAM = ['/opt/NERD Tray/nerd-tray', '--hidden'];
const lineOf = (key: string, command: readonly string[]): string | undefined =>
  autostartEntry(command)
    .split('\n')
    .find((line) => line.startsWith(`${key}=`));

test.each([
  [['/usr/bin/nerd-tray', '--hidden'], 'Exec=/usr/bin/nerd-tray --hidden'],
  [['/opt/NERD Tray/nerd-tray'], 'Exec="/opt/NERD Tray/nerd-tray"'],
  [['/a', '100%'], 'Exec=/a 100%%'],
  [['/NERD%20Tray.AppImage'], 'Exec=/usr/bin/env /NERD%%20Tray.AppImage'],
  [['/a', '$HOME `id` "x"'], 'Exec=/a "\\\\$HOME \\\\`id\\\\` \\\\"x\\\\""'],
  // The specification's own count: a backslash in quotes is four.
  [['/a', 'b\\c'], 'Exec=/a "b\\\\\\\\c"'],
  [['/a', ''], 'Exec=/a ""'],
])('%j is written %s', (command, line) => {
  expect(lineOf('Exec', command)).toBe(line);
});

test('the program has to be there, under its name without quotes', () => {
  expect(lineOf('TryExec', ['/opt/NERD Tray\\100%', '--hidden'])).toBe('TryExec=/opt/NERD Tray\\\\100%');
});

test('what is written is read back, whatever is in it', () => {
  const argument = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\n', ' ', '"', '%%', '\\n', '\\s'),
  );
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.array(argument, { maxLength: 4 }), (name, args) => {
      const program = `/${name}`;
      const entry = readAutostartEntry(autostartEntry([program, ...args]));
      expect(entry).toEqual({ enabled: true, tryExec: program, command: [program, ...args] });
    }),
  );
});

test.each([
  ['as it is written', '', true],
  ['hidden, as KDE and Xfce write it', 'Hidden=true\n', false],
  ['not hidden', 'Hidden=false\n', true],
  ['switched off, as GNOME writes it', 'X-GNOME-Autostart-enabled=false\n', false],
  ['switched off, as MATE writes it', 'X-MATE-Autostart-enabled=false\n', false],
  ['with spaces around the sign', 'Hidden = true\n', false],
  ['with the key in a comment', '#Hidden=true\n', true],
  ['with the key in another group', '\n[Desktop Action new]\nHidden=true\n', true],
])('an entry %s', (_name, added, enabled) => {
  expect(readAutostartEntry(`${autostartEntry(PROGRAM)}${added}`)).toMatchObject({ enabled, command: PROGRAM });
});

test.each(['', 'hello', '[Desktop Entry]\nType=Application\n', 'Exec=/a\n[Other]\n', '[Desktop Entry\nExec=/a'])(
  'what is no entry is not on: %j',
  (text) => {
    expect(readAutostartEntry(text).enabled).toBe(false);
  },
);

test('quotes that do not end leave no command', () => {
  expect(readAutostartEntry('[Desktop Entry]\nExec="/a b\n').command).toEqual([]);
  expect(readAutostartEntry('[Desktop Entry]\nExec=/a"b"\n').command).toEqual([]);
});
