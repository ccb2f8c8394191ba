import { beforeEach, expect, test } from 'vitest';
import { startDemoProcess } from '../../../main/demo/demo-process.ts';
import { resetElectron } from '../../support/fake-electron/index.ts';
import { playProcesses } from '../../support/fake-electron/processes.ts';

beforeEach(resetElectron);

function start() {
  const started = playProcesses();
  const demo = startDemoProcess('/app/demo-process.js');
  const [child] = started;
  if (child === undefined) throw new Error('no process was started');
  return { demo, child };
}

test('the process gets nothing of the app’s environment, and its output goes nowhere', () => {
  const { child } = start();
  expect(child.options).toMatchObject({ env: {}, execArgv: [], stdio: 'ignore' });
});

test('each call gets the reply with its number, in whatever order they come', async () => {
  const { demo, child } = start();
  const started = demo.start({ known: ['earlier'], port: 8080 });
  const issued = demo.issueRefreshToken();
  expect(child.sent).toEqual([
    { call: 'start', id: 1, known: ['earlier'], port: 8080 },
    { call: 'issue', id: 2 },
  ]);
  child.emit('message', { call: 'issue', id: 2, refreshToken: 'token' });
  child.emit('message', { call: 'start', id: 1, url: 'http://127.0.0.1:8080', signingKey: 'key' });
  expect(await issued).toBe('token');
  expect(await started).toMatchObject({ url: 'http://127.0.0.1:8080', signingKey: 'key' });
});

test('what is no reply is passed over', async () => {
  const { demo, child } = start();
  const issued = demo.issueRefreshToken();
  for (const message of [undefined, { id: 1 }, { call: 'issue', id: 9, refreshToken: 'other' }])
    child.emit('message', message);
  child.emit('message', { call: 'issue', id: 1, refreshToken: 'token' });
  expect(await issued).toBe('token');
});

test('the end of the process fails what waits for it and what comes later', async () => {
  const { demo, child } = start();
  const issued = expect(demo.issueRefreshToken()).rejects.toThrow('has ended');
  demo.end();
  await demo.ended;
  await issued;
  expect(child.isKilled).toBe(true);
  await expect(demo.issueRefreshToken()).rejects.toThrow('has ended');
});
