import type { CopyFormat } from '../../../preload/contract/settings.ts';
import { COPY_FORMATS } from '../copy/copy-labels.ts';
import { plainText } from '../input/plain-text.ts';
import type { Display } from './display.ts';

/** A command that the command line can send to the running app. */
export type CliCommand =
  /**
   * With `notify`, what would be printed also becomes a notification, as after a click in the tray: nobody reads the
   * output.
   */
  | { readonly kind: 'copy'; readonly format?: CopyFormat; readonly notify?: true }
  | { readonly kind: 'status'; readonly json: boolean }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'show' }
  | { readonly kind: 'quit' };

/** The request of one start of the program, which is passed whole to an instance that already runs. */
export interface CliRequest {
  readonly command?: CliCommand;
  /** True if no window is to open, whatever the state is. */
  readonly hidden: boolean;
  /** The address at which the process that was started from a terminal waits for the answer. */
  readonly answerTo?: string;
  /** Where it was typed; undefined if it was not told, as on Windows. */
  readonly display?: Display;
}

/** A parsed command line. */
export type CommandLine =
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly sentence: string }
  | { readonly kind: 'request'; readonly request: CliRequest };

/** The exit statuses, which `--help` lists. */
export const EXIT = { done: 0, failed: 1, usage: 2, notRunning: 3, notConnected: 4, noAnswer: 5 } as const;

const NAMES = ['copy', 'status', 'refresh', 'show', 'quit', 'hidden', 'notify', 'version', 'help'] as const;
type Name = (typeof NAMES)[number];

/** One process of the app passes this to another, so `--help` does not list it. */
const ANSWER_TO = '--answer-to=';
/** This too is passed by the app itself: the process was started again after its switches were screened. */
export const SCREENED = '--screened';

/** The names of the app's own switches, without their dashes. */
export const OWN_SWITCHES: readonly string[] = [...NAMES, ANSWER_TO.slice(2, -1), SCREENED.slice(2)];

/**
 * Parses the arguments after the program's name. Chromium has hundreds of switches of its own, which are let through:
 * only what looks like a mistyped switch of the app's is refused.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const given = new Map<Name, string | undefined>();
  let answerTo: string | undefined;
  for (const arg of args) {
    if (arg.startsWith(ANSWER_TO)) answerTo = arg.slice(ANSWER_TO.length);
    else if (isOwnSwitch(arg)) {
      const { name, value } = split(arg);
      given.set(name as Name, value);
    } else {
      const sentence = mistypedSwitch(arg);
      if (sentence !== undefined) return { kind: 'invalid', sentence };
    }
  }
  const noValue = [...given].find(([name, value]) => value !== undefined && name !== 'copy' && name !== 'status');
  if (noValue !== undefined) return invalid(`--${noValue[0]} takes no value.`);
  if (given.has('help')) return { kind: 'help' };
  if (given.has('version')) return { kind: 'version' };
  const hidden = given.delete('hidden');
  const notify = given.delete('notify');
  const [first, second] = given.keys();
  if (first !== undefined && second !== undefined) return invalid(`--${first} and --${second} do not go together.`);
  if (hidden && first === 'show') return invalid('--hidden and --show do not go together.');
  if (notify && first !== 'copy') return invalid('--notify goes with --copy only.');
  const rest = { hidden, ...(answerTo === undefined ? {} : { answerTo }) };
  if (first === undefined) return { kind: 'request', request: rest };
  const command = toCommand(first, given.get(first));
  if (typeof command === 'string') return invalid(command);
  if (command.kind !== 'copy' || !notify) return { kind: 'request', request: { command, ...rest } };
  return { kind: 'request', request: { command: { ...command, notify }, ...rest } };
}

/** Gives the arguments without the app's own switches, to start the app with. */
export function withoutOwnSwitches(args: readonly string[]): string[] {
  return args.filter((arg) => !isOwnSwitch(arg) && !arg.startsWith(ANSWER_TO) && arg !== SCREENED);
}

/** Writes a request as arguments again, which {@link parseCommandLine} parses to the same. */
export function toArguments({ command, hidden, answerTo }: CliRequest): string[] {
  return [
    ...(hidden ? ['--hidden'] : []),
    ...(command === undefined ? [] : [`--${command.kind}${valueOf(command)}`]),
    ...(command?.kind === 'copy' && command.notify ? ['--notify'] : []),
    ...(answerTo === undefined ? [] : [`${ANSWER_TO}${answerTo}`]),
  ];
}

function valueOf(command: CliCommand): string {
  if (command.kind === 'copy' && command.format !== undefined) return `=${command.format}`;
  return command.kind === 'status' && command.json ? '=json' : '';
}

function toCommand(name: Name, value: string | undefined): CliCommand | string {
  switch (name) {
    case 'copy': {
      if (value === undefined) return { kind: 'copy' };
      const format = COPY_FORMATS.find((known) => known === value);
      return format === undefined ? `--copy= takes one of ${COPY_FORMATS.join(', ')}.` : { kind: 'copy', format };
    }
    case 'status':
      if (value !== undefined && value !== 'json') return '--status= takes json, and nothing else.';
      return { kind: 'status', json: value === 'json' };
    case 'refresh':
    case 'show':
    case 'quit':
      return { kind: name };
    case 'hidden':
    case 'notify':
    case 'version':
    case 'help':
      return `--${name} does not go with the others.`;
  }
}

function invalid(sentence: string): CommandLine {
  return { kind: 'invalid', sentence };
}

function split(arg: string): { readonly name: string; readonly value: string | undefined } {
  const at = arg.indexOf('=');
  return at < 0 ? { name: arg.slice(2), value: undefined } : { name: arg.slice(2, at), value: arg.slice(at + 1) };
}

function isOwnSwitch(arg: string): boolean {
  return arg.startsWith('--') && NAMES.some((name) => name === split(arg).name);
}

/** Says what is wrong with an argument that is no switch of the app's; undefined if it can be one of Chromium's. */
function mistypedSwitch(arg: string): string | undefined {
  // The system's own arguments have one dash, such as -psn_0_1 (macOS).
  if (arg === '' || /^-(?!-)/u.test(arg)) return undefined;
  const typed = arg.startsWith('--') ? split(arg).name : arg;
  const meant = NAMES.find((name) => looksLike(typed.toLowerCase(), name));
  if (meant !== undefined) return `${quoted(arg)} is not a switch of NERD Tray. Did you mean --${meant}?`;
  if (arg.startsWith('--')) return undefined;
  return `NERD Tray takes switches only, such as --copy, and does not know what to do with ${quoted(arg)}.`;
}

/** Enough to recognize a mistyped switch by, and far less than a token that was pasted in its place. */
const LONGEST_QUOTE = 16;

/**
 * Quotes an argument, cut short and without what a terminal would obey, since anything can be typed or pasted there.
 */
function quoted(arg: string): string {
  return `“${plainText(arg.split('=')[0] ?? '', LONGEST_QUOTE)}”`;
}

function looksLike(typed: string, name: Name): boolean {
  // No switch of Chromium's begins with one of the app's, but for --show-….
  if (name !== 'show' && typed.startsWith(name)) return true;
  return distance(typed, name) <= (name.length > 4 ? 2 : 1);
}

/** The edit distance: letters changed, added, removed or swapped with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  const row = (i: number): number[] => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0));
  const table = Array.from({ length: a.length + 1 }, (_, i) => row(i));
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, at(i - 2, j - 2) + 1);
      (table[i] ?? [])[j] = least;
    }
  }
  return at(a.length, b.length);
}
