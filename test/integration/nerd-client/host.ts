import { join } from 'node:path';

import type { NerdClientOptions } from '../../../main/adapters/nerd-client.ts';
import type { TokenAnswer } from '../../../main/ports.ts';
// For the type of `globalThis.clientHost`, which lives in Electron's main process.
import type {} from '../../support/client-host.ts';
import { startDesktop } from '../../support/desktop/desktop.ts';
import { launchApp } from '../../support/launch.ts';

/** The real client in a real Electron. */
export interface RunningClient {
  refresh(options: NerdClientOptions, refreshToken: string): Promise<TokenAnswer>;
  useProxy(proxy: string | undefined): Promise<void>;
  /** What was thrown past every catch in Electron's main process. */
  surprises(): Promise<readonly string[]>;
  /** All that Electron wrote to its standard output and error. */
  output(): string;
  stop(): Promise<void>;
}

/** `switches` are put on Electron's command line. */
export async function startClient(...switches: string[]): Promise<RunningClient> {
  const desktop = await startDesktop({ keyring: 'none', tray: false, notifications: false });
  const launched = await launchApp(desktop, {
    entry: join(import.meta.dirname, '../../../out/test/client-host.js'),
    args: switches,
  });
  const { app } = launched;
  let output = '';
  const { stdout, stderr } = app.process();
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk) => (output += String(chunk)));

  return {
    refresh: (options, refreshToken) =>
      app.evaluate((_electron, [o, token]) => globalThis.clientHost.refresh(o, token), [
        options,
        refreshToken,
      ] as const),
    useProxy: (proxy) => app.evaluate((_electron, p) => globalThis.clientHost.useProxy(p), proxy),
    surprises: () => app.evaluate(() => globalThis.clientHost.surprises),
    output: () => output,
    async stop() {
      await launched.stop();
      await desktop.stop();
    },
  };
}
