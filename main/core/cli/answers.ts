import { EXIT, type CliCommand } from './command-line.ts';
import { COPY_FORMATS } from '../copy/copy-labels.ts';
import type { ScreenedArguments } from './allowed-switches.ts';
import { plainText } from '../input/plain-text.ts';
import { displayName, type Display } from './display.ts';

/** The text that a command prints, with its exit status (see `EXIT`). It never holds a token. */
export interface Answer {
  readonly code: number;
  readonly text: string;
}

/** The text of `--help`. */
export const HELP = `NERD Tray keeps a Kensho NERD access token fresh in the tray.

Usage: nerd-tray [SWITCH]

  (none)           starts NERD Tray, or opens the window of the one that runs
  --hidden         starts it into the tray, with no window
  --copy[=FORMAT]  copies the access token to the clipboard, and says how long it lasts
                   FORMAT: ${COPY_FORMATS.join(', ')}; without one, as chosen in the window
  --notify         with --copy, for launchers and keys: what deserves words also goes into a notification
  --refresh        fetches a new access token now
  --status[=json]  says how things stand
  --show           opens the window
  --quit           ends NERD Tray
  --version        prints the version
  --help           prints this

--copy, --refresh and --show start NERD Tray if it does not run; --status and --quit do not.
No switch ever prints a token.

Exit status
  ${EXIT.done}  done; for --status: an access token is ready
  ${EXIT.failed}  failed, and why; for --status: no access token works right now
  ${EXIT.usage}  wrong usage
  ${EXIT.notRunning}  NERD Tray does not run
  ${EXIT.notConnected}  not connected, or NERD refused what you connected with: the window says what to do
  ${EXIT.noAnswer}  NERD Tray gave no answer in time

--status=json prints one line: {"form":1,"running":true,"state":…,"working":true,"validUntil":…,
"weekEndsEarliestAt":…,"paused":false,"account":…,"proxyAsks":…,"credential":…,"title":…,"sentence":…,
"clockAheadSeconds":…,"heldUntil":…}, with times in UTC (ISO 8601) or null, account "nerd", "demo" or null, proxyAsks
the proxy that waits for a name and a password (host:port) or null, credential "refreshToken", "keyPair", "demo" or null
(no week ends a key pair: weekEndsEarliestAt is null), clockAheadSeconds how far this computer’s clock is ahead of NERD’s
(negative: behind) or null while it is about right, heldUntil until when NERD asked to wait, clicks included, or null, and
state one of "active", "refreshing", "retrying", "refused", "notConnected", "keychainUnavailable".
If NERD Tray does not run: {"form":1,"running":false}.`;

/** The answer to a command line that is wrong in the way that `sentence` says. */
export const usage = (sentence: string): Answer => ({
  code: EXIT.usage,
  text: `${sentence} --help lists all switches.`,
});

/** In characters; a name can be anything that was typed. */
const LONGEST_NAME = 40;

/** The sentence that names the switches and variables that the app goes on without. */
export function removedSwitchesNotice(names: readonly string[]): string {
  const [they, them] = names.length === 1 ? ['it', 'it'] : ['they', 'them'];
  return `NERD Tray left out ${listed(names)}: ${they} could expose your tokens. It goes on without ${them}.`;
}

/** The answer to a switch with which the app does not start. */
export function refusedSwitch({ name, why }: NonNullable<ScreenedArguments['refused']>): Answer {
  const reason =
    why === 'debugger' ? 'a debugger could read your tokens' : 'its window would run without Chromium’s sandbox';
  return { code: EXIT.usage, text: `NERD Tray doesn’t start with ${plainName(name)}: ${reason}. Leave it out.` };
}

/** The answer where whatever starts the app adds these switches or variables each time. */
export function switchesReturned(names: readonly string[]): Answer {
  return {
    code: EXIT.usage,
    text: `NERD Tray doesn’t start with ${listed(names)}: your tokens could be exposed. Leave that out where NERD Tray is started from.`,
  };
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names.map(plainName));
}

function plainName(name: string): string {
  return plainText(name, LONGEST_NAME);
}

/** The answer to a command that only a running app can carry out. */
export function notRunning(command: CliCommand): Answer {
  if (command.kind === 'status' && command.json)
    return { code: EXIT.notRunning, text: JSON.stringify({ form: 1, running: false }) };
  return { code: EXIT.notRunning, text: 'NERD Tray is not running.' };
}

/** The answer to `--copy` from a display whose clipboard is another than the app's. */
export function otherDisplay(here: Display, there: Display): Answer {
  return {
    code: EXIT.failed,
    text: `Not copied: NERD Tray runs on display ${displayName(here)}, and you’re on ${displayName(there)}, which has a clipboard of its own. Type it on ${displayName(here)}.`,
  };
}

export const NO_ANSWER: Answer = {
  code: EXIT.noAnswer,
  text: 'NERD Tray is running, but gave no answer in time. Nothing is lost. Try again; if it happens again, quit NERD Tray and start it anew.',
};

export const NOT_STARTED: Answer = {
  code: EXIT.failed,
  text: 'NERD Tray could not be started: it needs a desktop to show its tray icon on. Nothing was changed. Start it from there, and try again.',
};

export const STARTED_NO_ANSWER: Answer = {
  code: EXIT.noAnswer,
  text: 'NERD Tray was started, but gave no answer in time. It may be waiting for your keychain. Look at its tray icon, then try again.',
};

export const NO_CHANNEL: Answer = {
  code: EXIT.noAnswer,
  text: 'NERD Tray could not be asked: no folder for the answer could be made in the temporary folder. The disk may be full or read-only.',
};
