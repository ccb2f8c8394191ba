// The client that a typed command runs. The app that it starts is a script here; the socket between them is a real one.
import { readFile } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { sendAnswer } from '../../../main/cli/answer-channel.ts';
import { endWithAnswer, runClient } from '../../../main/cli/client.ts';
import { parseRequest } from '../../../main/cli/messages.ts';
import { HELP, NOT_STARTED } from '../../../main/core/cli/answers.ts';
import { EXIT, type CliCommand } from '../../../main/core/cli/command-line.ts';
import { endOf } from '../../support/ended-process.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';
import { sayArguments, standInForApp } from '../../support/started-program.ts';

beforeEach(resetElectron);

/** Runs a command while an app runs already, which gives this answer. */
function askRunning(command: CliCommand, answer: { readonly code: number; readonly text: string }) {
  app.isFirst = false;
  const handOver = app.requestSingleInstanceLock.bind(app);
  app.requestSingleInstanceLock = (data) => {
    const isFirst = handOver(data);
    void sendAnswer(parseRequest(data)?.answerTo ?? '', answer);
    return isFirst;
  };
  return endOf(() => runClient({ command, hidden: false })).finally(() => {
    app.requestSingleInstanceLock = handOver;
  });
}

test('version and help are printed without asking anybody', async () => {
  expect(await endOf(() => runClient({ kind: 'version' }))).toEqual({
    code: 0,
    stdout: 'NERD Tray 1.2.3\n',
    stderr: '',
  });
  expect(await endOf(() => runClient({ kind: 'help' }))).toMatchObject({ code: 0, stdout: `${HELP}\n` });
  expect(app.handedOver).toEqual([]);
});

test('a command line that is wrong goes to standard error, with its own exit status', async () => {
  const { code, stdout, stderr } = await endOf(() => runClient({ kind: 'invalid', sentence: 'No such switch.' }));
  expect([code, stdout]).toEqual([EXIT.usage, '']);
  expect(stderr).toMatch(/^No such switch\. .*--help/u);
});

test('a running app is handed the command, and its answer is printed', async () => {
  const ended = await askRunning({ kind: 'copy', format: 'curl' }, { code: 0, text: 'Copied.' });
  expect(ended).toEqual({ code: 0, stdout: 'Copied.\n', stderr: '' });
  expect(parseRequest(app.handedOver[0])).toMatchObject({ command: { kind: 'copy', format: 'curl' }, hidden: false });
});

test('a failure goes to standard error; a bad status is an answer, and goes to standard output', async () => {
  const failure = { code: EXIT.notConnected, text: 'Not connected.' };
  expect(await askRunning({ kind: 'copy' }, failure)).toEqual({ code: 4, stdout: '', stderr: 'Not connected.\n' });
  expect(await askRunning({ kind: 'status', json: false }, failure)).toEqual({
    code: 4,
    stdout: 'Not connected.\n',
    stderr: '',
  });
});

test.each([
  [{ kind: 'status', json: true }, '{"form":1,"running":false}\n', ''],
  [{ kind: 'quit' }, '', 'NERD Tray is not running.\n'],
] as const)('without a running app %j starts none', async (command, stdout, stderr) => {
  const said = await standInForApp(sayArguments());
  expect(await endOf(() => runClient({ command, hidden: false }))).toEqual({ code: EXIT.notRunning, stdout, stderr });
  expect(app.calls).toEqual(['release']);
  await expect(readFile(said)).rejects.toThrow('ENOENT');
});

/** A script that answers the client as the app does, with the arguments that it was given. */
const ANSWERS = `
import { connect } from 'node:net';
const address = process.argv.find((arg) => arg.startsWith('--answer-to=')).slice('--answer-to='.length);
connect(address).end(JSON.stringify({ form: 1, code: 0, text: process.argv.slice(2).join(' ') }) + '\\n');
`;

test('without a running app the others start it, hidden and with what else it was started with', async () => {
  await standInForApp(ANSWERS, ['--user-data-dir=/profile', '--copy']);
  const { code, stdout } = await endOf(() => runClient({ command: { kind: 'copy' }, hidden: false }));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^--user-data-dir=\/profile --hidden --copy --answer-to=\S+\n$/u);
});

test('a start to show the window is not hidden', async () => {
  await standInForApp(ANSWERS);
  const { stdout } = await endOf(() => runClient({ command: { kind: 'show' }, hidden: false }));
  expect(stdout).toContain('--show');
  expect(stdout).not.toContain('--hidden');
});

test('an app that ends without an answer could not be started', async () => {
  await standInForApp(sayArguments(1));
  const { code, stderr } = await endOf(() => runClient({ command: { kind: 'copy' }, hidden: false }));
  expect([code, stderr]).toEqual([NOT_STARTED.code, `${NOT_STARTED.text}\n`]);
});

test('an answer without a text ends the process in silence', async () => {
  expect(await endOf(() => endWithAnswer({ code: 3, text: '' }))).toEqual({ code: 3, stdout: '', stderr: '' });
});
