// The account over processes that the test plays; what answers its requests is a real demo server.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDemoAccount, type DemoAccount } from '../../../main/demo/demo-account.ts';
import type { DemoProcess, EarlierRun } from '../../../main/demo/demo-process.ts';
import type { Credential } from '../../../main/ports/credentials.ts';
import { resetElectron } from '../../support/fake-electron/index.ts';
import { playRequests } from '../../support/fake-electron/requests.ts';
import { NO_PROXY } from '../../support/no-proxy.ts';
import { granted, TEN } from '../../support/token-fixture.ts';

const DEMO: Credential<'demo'> = { id: 'demo', kind: 'demo', refreshToken: 'stored', enteredAt: TEN };
const JSON_TYPE = { 'content-type': 'application/json' };

let account: DemoAccount;
let uptime: number;
/** What each process was started with, and how the test ends it. */
let processes: { readonly earlier: EarlierRun; readonly end: () => void }[];
let startFails: boolean;

beforeEach(() => {
  resetElectron();
  uptime = 0;
  processes = [];
  startFails = false;
  account = createDemoAccount({ clock: { uptime: () => uptime }, proxyLogin: NO_PROXY, startProcess });
});

afterEach(() => account.stop());

function startProcess(): DemoProcess {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let issued = 0;
  return {
    start(earlier) {
      if (startFails) return Promise.reject(new Error('no port'));
      processes.push({ earlier, end });
      return Promise.resolve({ url: 'http://127.0.0.1:8080', signingKey: 'key' });
    },
    issueRefreshToken: () => Promise.resolve(`token-${(issued += 1)}`),
    ended,
    end,
  };
}

test('the server starts when it is first needed, once, and issues refresh tokens', async () => {
  expect([processes.length, account.url]).toEqual([0, undefined]);
  expect(await Promise.all([account.newRefreshToken(), account.newRefreshToken()])).toEqual(['token-1', 'token-2']);
  expect([processes.length, account.url]).toEqual([1, 'http://127.0.0.1:8080']);
});

test('a server that cannot start is told to who wants a token, and to a refresh as a failure of the demo', async () => {
  startFails = true;
  await expect(account.newRefreshToken()).rejects.toThrow('no port');
  expect(await account.refresh(DEMO, TEN)).toEqual({ ok: false, failure: { kind: 'network', ofDemo: true } });
  startFails = false;
  expect(await account.newRefreshToken()).toBe('token-1');
});

test('a refresh asks the server, which knows the token from the start', async () => {
  const { accessToken } = granted(TEN + 3_600_000) as { accessToken: string };
  playRequests({ status: 200, headers: JSON_TYPE, body: JSON.stringify({ access_token: accessToken }) });
  expect(await account.refresh(DEMO, TEN)).toMatchObject({ ok: true, accessToken });
  expect(processes[0]?.earlier).toEqual({ known: ['stored'] });
});

test('a server that has ended by itself is started again, with its tokens, port and key, and that is told', async () => {
  const told: boolean[] = [];
  account.onEnded((startedAgain) => void told.push(startedAgain));
  await account.newRefreshToken();
  uptime = 120_000;
  processes[0]?.end();
  await expect.poll(() => told).toEqual([true]);
  expect(processes[1]?.earlier).toEqual({ known: ['token-1'], port: 8080, signingKey: 'key' });
});

test('once it is stopped the process has ended, and no other is started', async () => {
  const told: boolean[] = [];
  account.onEnded((startedAgain) => void told.push(startedAgain));
  await account.newRefreshToken();
  await account.stop();
  expect([processes.length, told]).toEqual([1, []]);
});
