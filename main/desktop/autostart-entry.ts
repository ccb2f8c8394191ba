// The text of an autostart entry, by the Desktop Entry Specification 1.5 and the Desktop Application Autostart
// Specification 0.5.

/** The parts that matter of an entry in the autostart folder. */
export interface AutostartEntry {
  /** False if a desktop's own tool or the user has switched it off. */
  readonly enabled: boolean;
  /** The program that has to be installed for the entry to count (TryExec). */
  readonly tryExec: string | undefined;
  /** The command line in its parts; empty if there is none, or it cannot be parsed. */
  readonly command: readonly string[];
}

/** Gives the text of an entry that starts `command` when the user logs in. */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=NERD Tray',
    'Comment=Keeps a Kensho NERD access token fresh in the tray',
    'Icon=nerd-tray',
    // Without that program the desktop ignores the entry, so that a removed app leaves no error behind.
    `TryExec=${escaped(command[0] ?? '')}`,
    `Exec=${escaped([...throughEnv(command), ...command].map(quoted).join(' '))}`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Parses the text of an entry. It never throws: what is missing counts as switched off. */
export function readAutostartEntry(text: string): AutostartEntry {
  const keys = mainGroup(text);
  const isOff = [...keys].some(
    ([key, value]) =>
      (key === 'Hidden' && value.trim() === 'true') ||
      (/^X-\w+-Autostart-enabled$/u.test(key) && value.trim() === 'false'),
  );
  return {
    enabled: !isOff && keys.has('Exec'),
    tryExec: unescaped(keys.get('TryExec')),
    command: withoutEnv(splitExec(unescaped(keys.get('Exec')) ?? '')),
  };
}

const ENV = '/usr/bin/env';

/** GLib looks for a program with a percent sign in its path under the escaped name, so `env` starts that one. */
function throughEnv([program = '']: readonly string[]): readonly string[] {
  return program.includes('%') ? [ENV] : [];
}

function withoutEnv(command: readonly string[]): readonly string[] {
  return command[0] === ENV ? command.slice(1) : command;
}

/** Gives the parts of an Exec value; none where its quotes do not end. */
function splitExec(exec: string): string[] {
  const whole = /^(?:\s*(?:"(?:\\.|[^"\\])*"|[^\s"]+)(?=\s|$))*\s*$/su.test(exec);
  if (!whole) return [];
  const parts = exec.match(/"(?:\\.|[^"\\])*"|[^\s"]+/gsu) ?? [];
  return parts.map((part) =>
    (part.startsWith('"') ? part.slice(1, -1).replaceAll(/\\(.)/gsu, '$1') : part).replaceAll('%%', '%'),
  );
}

/** Quotes an argument if it has to be; a percent sign would begin a field code. */
function quoted(argument: string): string {
  const text = argument.replaceAll('%', '%%');
  return /^[\w@+=:,./%-]+$/u.test(text) ? text : `"${text.replaceAll(/["`$\\]/gu, '\\$&')}"`;
}

const ESCAPES: readonly (readonly [string, string])[] = [
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
];

/** Escapes a value of the type string, on top of an Exec value's own quoting; a space at the front would be lost. */
function escaped(value: string): string {
  const text = ESCAPES.reduce((done, [plain, written]) => done.replaceAll(plain, written), value);
  return text.startsWith(' ') ? `\\s${text.slice(1)}` : text;
}

function unescaped(value: string | undefined): string | undefined {
  const plain: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };
  return value?.replaceAll(/\\(.)/gsu, (pair, character: string) => plain[character] ?? pair);
}

/** Gives the keys of the group that counts, each with its value as it is written. */
function mainGroup(text: string): Map<string, string> {
  const lines = text.split(/\r?\n/u);
  const start = lines.indexOf('[Desktop Entry]');
  const keys = new Map<string, string>();
  if (start < 0) return keys;
  for (const line of lines.slice(start + 1)) {
    if (line.startsWith('[')) break;
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith('#')) keys.set(line.slice(0, at).trim(), line.slice(at + 1).trimStart());
  }
  return keys;
}
