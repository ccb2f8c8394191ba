import { expect, test } from 'vitest';
import { parseLogLine } from '../../../main/storage/log-line.ts';

/** What earlier versions wrote into people's logs: these names stay, whatever the code calls the commands. */
const LOGGED = [
  'connect',
  'connectFromClipboard',
  'sendAnyway',
  'dropUnusual',
  'connectDemo',
  'takeKey',
  'chooseKeyFile',
  'dropKey',
  'connectKeyPair',
  'makeKeyPair',
  'savePublicKey',
  'copyKeyEmail',
  'discardKeyPair',
  'useCredential',
  'keepUntried',
  'keepInMemory',
  'discardCandidate',
  'retryKeychain',
  'copyAccessToken',
  'clearClipboard',
  'refreshNow',
  'pause',
  'resume',
  'snooze',
  'answerProxy',
  'forgetProxy',
  'forget',
  'openLink',
  'openWindow',
  'changeSettings',
  'readHistory',
  'readDiagnostics',
  'copyDiagnostics',
  'findEntities',
  'cancelFinding',
  'copyFindings',
  'testToken',
  'showClaims',
  'readNoTray',
  'quit',
];

const line = (fields: object) => JSON.stringify({ at: '2026-11-24T09:18:00.000Z', ...fields });

test.each(LOGGED)('the log knows a command named %s', (kind) => {
  expect(parseLogLine(line({ event: 'command', kind, ok: true }))?.fields).toEqual({ kind, ok: true });
  expect(parseLogLine(line({ event: 'commandFailed', kind }))?.fields).toEqual({ kind });
});

test.each(['exec', 'toString', 'saveForLater', 'checkToken', ''])('the log knows no command named “%s”', (kind) => {
  expect(parseLogLine(line({ event: 'command', kind, ok: true }))).toBeUndefined();
});
