import { beforeEach, expect, test } from 'vitest';
import { keychainEnvironment, startKeychainProcess } from '../../../main/keychain/start-worker.ts';
import { resetElectron } from '../../support/fake-electron/index.ts';
import { playProcesses } from '../../support/fake-electron/processes.ts';

beforeEach(resetElectron);

test('the keychain’s process is given where the session is, and nothing else of what the user’s session holds', () => {
  const env = {
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    HOME: '/home/ann',
    NODE_OPTIONS: '--require /tmp/evil.js',
    https_proxy: 'http://ann:secret@proxy',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'de_DE.UTF-8',
    LANGUAGE: 'de',
  };
  expect(keychainEnvironment(env)).toEqual({
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    HOME: '/home/ann',
    LC_ALL: 'C.UTF-8',
  });
});

function start() {
  const started = playProcesses();
  const keychain = startKeychainProcess('/app/keychain-process.js');
  const [child] = started;
  if (child === undefined) throw new Error('no process was started');
  const read = (account: string) => keychain.call({ call: 'read', service: 'NERD Tray', account });
  return { keychain, child, read };
}

test('the process is started without what Node was started with, and its output goes nowhere', () => {
  expect(start().child.options).toMatchObject({ execArgv: [], stdio: 'ignore' });
});

test('each call gets the reply with its number, in whatever order they come, and a failure its reason', async () => {
  const { child, read } = start();
  const [first, second] = [read('one'), read('two')];
  const failed = expect(first).rejects.toMatchObject({ why: 'locked' });
  child.emit('message', { id: 2, ok: true, text: 'entry' });
  child.emit('message', { id: 9, ok: true, text: 'nobody’s' });
  child.emit('message', 'no reply');
  child.emit('message', { id: 1, ok: false, why: 'locked' });
  expect(await second).toBe('entry');
  await failed;
  expect(child.sent).toMatchObject([
    { id: 1, account: 'one' },
    { id: 2, account: 'two' },
  ]);
});

test.each([
  ['by itself', ({ child }: ReturnType<typeof start>) => child.emit('exit', 1)],
  ['because it is ended', ({ keychain }: ReturnType<typeof start>) => keychain.end()],
])('a process that ends %s fails what waits for it and what comes later', async (_name, end) => {
  const parts = start();
  const waiting = expect(parts.read('one')).rejects.toMatchObject({ why: 'failed' });
  end(parts);
  await waiting;
  await expect(parts.read('two')).rejects.toMatchObject({ why: 'failed' });
});
