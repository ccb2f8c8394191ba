// Turns the failures of set-up into sentences for a person at a terminal.

const RETRY_HINT = 'Nothing half-made was left in the way: run the same command again to go on.';

/** An expected failure of set-up. Its message is shown to a person without a stack. */
export class SetupError extends Error {
  /** @param {string} message in full sentences */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}

/**
 * What to look for in a tool's output, and the sentence for it. The first match counts.
 * @type {ReadonlyArray<readonly [RegExp, string]>}
 */
const CAUSES = [
  [
    /could not get lock|unable to acquire the dpkg/i,
    'Another installation of Debian packages is running: wait until it has ended.',
  ],
  [/ENOSPC|no space left|disk full|enough free space/i, 'The disk is full: free some space.'],
  [/EINTEGRITY|integrity checksum failed/i, 'What arrived is not what was expected (its checksum differs).'],
  [
    /ZLIB|TAR_BAD_ARCHIVE|TAR_ENTRY|unexpected end|not recovera|incorrect header|invalid tar/i,
    'What arrived is damaged or cut off.',
  ],
  [
    /EACCES|EPERM|permission denied|EROFS|read-only file system/i,
    'A file or folder could not be written: look at who owns it.',
  ],
  [/\bE404\b|404 +not found|unable to locate package/i, 'The package source does not have it.'],
  [/\bE401\b|\bE403\b/i, 'The package source refused the request: look at its sign-in in the npm settings.'],
  [
    /CERT|SELF_SIGNED|unable to (get|verify).*(issuer|certificate)/i,
    'The certificate of the package source is not trusted here.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up|\bnetwork\b|aborted|ERR_SOCKET|E5\d\d|could not resolve|failed to fetch|could not connect/i,
    'The package source could not be reached, or the connection broke: look at the network.',
  ],
];

/**
 * A sentence on the cause of a tool's failure; undefined if its output holds nothing known.
 * @param {string} output
 */
export function causeIn(output) {
  return CAUSES.find(([pattern]) => pattern.test(output))?.[1];
}

/**
 * The failure of one step, with its cause or the last line of the output, and what to do.
 * @param {string} what a sentence that says what did not work
 * @param {string} output of the tool, or an error's message
 */
export function stepFailure(what, output) {
  const cause = causeIn(output) ?? lastLine(output);
  return new SetupError([what, ...(cause ? [cause] : []), RETRY_HINT].join(' '));
}

/** @param {string} output */
function lastLine(output) {
  const line = output.trim().split('\n').at(-1)?.trim().slice(0, 200) ?? '';
  return line && !/[.!?]$/.test(line) ? `${line}.` : line;
}
