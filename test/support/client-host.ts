// A main process that holds the real NERD client and nothing else, for tests to call through Playwright.
import { app, session } from 'electron';

import { createNerdClient, type NerdClientOptions } from '../../main/adapters/nerd-client.ts';
import { dropUnsafeSwitches } from '../../main/adapters/switches.ts';
import type { TokenAnswer } from '../../main/ports.ts';

export interface ClientHost {
  refresh(options: NerdClientOptions, refreshToken: string): Promise<TokenAnswer>;
  /** Sends the client's requests through this proxy, also those to this machine; undefined: no proxy. */
  useProxy(proxy: string | undefined): Promise<void>;
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

globalThis.clientHost = {
  surprises,
  async refresh(options, refreshToken) {
    await app.whenReady();
    const credential = { id: 'test', kind: 'refreshToken', refreshToken, enteredAt: 0 } as const;
    return createNerdClient(options).refresh(credential);
  },
  async useProxy(proxy) {
    await app.whenReady();
    const nerd = session.fromPartition('nerd');
    await nerd.setProxy(
      proxy === undefined ? { mode: 'direct' } : { proxyRules: proxy, proxyBypassRules: '<-loopback>' },
    );
    await nerd.closeAllConnections();
  },
};
