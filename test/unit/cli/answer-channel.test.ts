import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { chmod, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isAnswerAddress } from '../../../main/cli/answer-channel.ts';
import { openAnswerChannel, sendAnswer, type AnswerChannel } from '../../../main/cli/answer-channel.ts';
import { say } from '../../support/say.ts';

/** Far longer than anything here takes. */
const LONG_MS = 20_000;
const ANSWER = { code: 4, text: 'Not connected.' };

let channel: AnswerChannel | undefined;

afterEach(() => {
  channel?.close();
  channel = undefined;
});

const open = async (): Promise<AnswerChannel> => (channel = await openAnswerChannel());

test('an answer comes through, and nothing of the channel is left', async () => {
  const { address, answer, close } = await open();
  expect(statSync(dirname(address)).mode & 0o777).toBe(0o700);
  await sendAnswer(address, ANSWER);
  expect(await answer(LONG_MS)).toEqual(ANSWER);
  close();
  expect(existsSync(dirname(address))).toBe(false);
});

test('what is no answer is passed over; the first that is one counts', async () => {
  const { address, answer } = await open();
  await say(address, 'hello\n');
  await say(address, `${JSON.stringify({ form: 1, code: 0, text: '' })}${' '.repeat(70_000)}`);
  await sendAnswer(address, ANSWER);
  await sendAnswer(address, { code: 0, text: 'later' });
  expect(await answer(LONG_MS)).toEqual(ANSWER);
});

test('no answer in time is none, and neither is one when what should answer has failed', async () => {
  const { answer } = await open();
  expect(await answer(20)).toBeUndefined();
  expect(await answer(LONG_MS, Promise.resolve())).toBeUndefined();
});

test('nobody waits any more: sending ends all the same', async () => {
  const { address, close } = await open();
  close();
  await sendAnswer(address, ANSWER);
});

test('a socket that is not of this form is not spoken to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'other-'));
  const path = join(folder, 'answer');
  let connections = 0;
  const server = createServer(() => (connections += 1));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  await sendAnswer(path, ANSWER);
  await say(path, ''); // comes after it, and is seen
  expect(connections).toBe(1);
  server.close();
  await rm(folder, { recursive: true });
});

test('a socket that a link leads to is not spoken to, nor one that others may open', async () => {
  const { address, answer } = await open();
  const folder = await mkdtemp(join(tmpdir(), 'nerd-tray-'));
  try {
    await symlink(address, join(folder, 'answer'));
    await sendAnswer(join(folder, 'answer'), ANSWER);
    const link = join(folder, 'nerd-tray-abcdef');
    await symlink(dirname(address), link);
    await sendAnswer(join(link, 'answer'), ANSWER);
    await chmod(dirname(address), 0o755);
    await sendAnswer(address, ANSWER);
    await chmod(dirname(address), 0o700);
    await sendAnswer(address, { code: 0, text: 'the first to come' });
    expect(await answer(LONG_MS)).toEqual({ code: 0, text: 'the first to come' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  ['linux', '/run/user/1000/nerd-tray-aB3_9x/answer', true],
  ['darwin', '/var/folders/zz/abc/T/nerd-tray-abcdef/answer', true],
  ['linux', '/var/run/docker.sock', false],
  ['linux', 'nerd-tray-abcdef/answer', false],
  ['linux', '/tmp/nerd-tray-abcdef/../answer', false],
  ['linux', '/tmp/x/../nerd-tray-abcdef/answer', false],
  ['linux', '/tmp/nerd-tray-abcdef/answer/more', false],
  ['linux', `/${'x'.repeat(100)}/nerd-tray-abcdef/answer`, false],
  ['linux', '\\\\.\\pipe\\nerd-tray-00112233445566778899aabbccddeeff', false],
  ['win32', '\\\\.\\pipe\\nerd-tray-00112233445566778899aabbccddeeff', true],
  ['win32', '\\\\.\\pipe\\nerd-tray-0011', false],
  ['win32', '\\\\server\\pipe\\nerd-tray-00112233445566778899aabbccddeeff', false],
] as const)('on %s %s is an address: %s', (platform, address, expected) => {
  expect(isAnswerAddress(address, platform)).toBe(expected);
});
