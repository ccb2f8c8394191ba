// A main process that holds the real NERD client and nothing else, for tests to call through Playwright.
import { app } from 'electron';

import { bareSession } from '../../main/adapters/bare-session.ts';
import { createNerdClient, type NerdClientOptions } from '../../main/adapters/nerd-client.ts';
import { createOktaClient, type OktaClientOptions } from '../../main/adapters/okta-client.ts';
import { dropUnsafeSwitches } from '../../main/adapters/switches.ts';
import type { CredentialSecret, ProxyPassword, TokenAnswer } from '../../main/ports.ts';
import { ProxyPasswordKeeper } from '../../main/token/proxy-password.ts';

export interface ClientHost {
  refresh(options: NerdClientOptions, refreshToken: string): Promise<TokenAnswer>;
  /** The same with a key pair, on a clock that is so far ahead. */
  refreshWithKey(options: OktaClientOptions, pair: CredentialSecret<'keyPair'>, aheadMs: number): Promise<TokenAnswer>;
  /** Sends the client's requests through this proxy, also those to this machine; undefined: no proxy. */
  useProxy(proxy: string | undefined): Promise<void>;
  /** Takes a name and a password for a proxy. */
  enterPassword(password: ProxyPassword): void;
  /** What the keychain would hold of it. */
  readonly storedPassword: ProxyPassword | undefined;
  /** What was thrown past every catch. */
  readonly surprises: readonly string[];
}

declare global {
  var clientHost: ClientHost;
}

const surprises: string[] = [];
process.on('uncaughtException', (error) => surprises.push(String(error)));
process.on('unhandledRejection', (reason) => surprises.push(String(reason)));

dropUnsafeSwitches();

let stored: ProxyPassword | undefined;
const done = () => Promise.resolve({ ok: true, value: undefined } as const);
const passwords = new ProxyPasswordKeeper(
  {
    read: () => Promise.resolve({ ok: true, value: stored }),
    write: (password) => ((stored = password), done()),
    remove: () => ((stored = undefined), done()),
  },
  { event: () => undefined },
);

globalThis.clientHost = {
  surprises,
  enterPassword: (password) => passwords.enter(password),
  get storedPassword() {
    return stored;
  },
  async refresh(options, refreshToken) {
    await app.whenReady();
    const credential = { id: 'test', kind: 'refreshToken', refreshToken, enteredAt: 0 } as const;
    return createNerdClient(options, passwords).refresh(credential, Date.now());
  },
  async refreshWithKey(options, pair, aheadMs) {
    await app.whenReady();
    const credential = { ...pair, id: 'test', enteredAt: 0 };
    return createOktaClient(options, passwords).refresh(credential, Date.now() + aheadMs);
  },
  async useProxy(proxy) {
    await app.whenReady();
    const nerd = bareSession().session;
    await nerd.setProxy(
      proxy === undefined ? { mode: 'direct' } : { proxyRules: proxy, proxyBypassRules: '<-loopback>' },
    );
    await nerd.closeAllConnections();
  },
};
