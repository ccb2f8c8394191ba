import { join } from 'node:path';

import type { NerdClientOptions } from '../../../main/nerd/nerd-client.ts';
import type { OktaClientOptions } from '../../../main/nerd/okta-client.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import type { CredentialSecret, ProxyPassword } from '../../../main/ports/credentials.ts';
import type { ApiResult, TokenOwner } from '../../../main/core/annotation/api.ts';
import type { AnnotationRequest } from '../../../preload/contract/annotation.ts';
// For the type of `globalThis.clientHost`, which lives in Electron's main process.
import type { ApiOptions, HostOutcome } from '../../support/client-host.ts';
import { startDesktop, type Desktop } from '../../support/desktop/desktop.ts';
import { launchApp } from '../../support/launch.ts';

/** The real client in a real Electron. */
export interface RunningClient {
  refresh(options: NerdClientOptions, refreshToken: string): Promise<TokenAnswer>;
  refreshWithKey(options: OktaClientOptions, pair: CredentialSecret<'keyPair'>, aheadMs?: number): Promise<TokenAnswer>;
  find(options: ApiOptions, request: AnnotationRequest): Promise<HostOutcome>;
  cancel(): Promise<void>;
  me(options: ApiOptions): Promise<ApiResult<TokenOwner> | undefined>;
  useProxy(proxy: string | undefined): Promise<void>;
  enterPassword(password: ProxyPassword): Promise<void>;
  storedPassword(): Promise<ProxyPassword | undefined>;
  /** The desktop's home. */
  readonly home: string;
  /** What was thrown past every catch in Electron's main process. */
  surprises(): Promise<readonly string[]>;
  /** All that Electron wrote to its standard output and error. */
  output(): string;
  stop(): Promise<void>;
}

export interface ClientOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Done on the desktop before the client starts. */
  readonly before?: (desktop: Desktop) => Promise<void>;
}

/** `switches` are put on Electron's command line. */
export function startClient(...switches: string[]): Promise<RunningClient> {
  return startClientWith({}, ...switches);
}

export async function startClientWith(
  { env = {}, before }: ClientOptions,
  ...switches: string[]
): Promise<RunningClient> {
  const desktop = await startDesktop({ keyring: 'none', tray: false, notifications: false });
  await before?.(desktop);
  const launched = await launchApp(desktop, {
    entry: join(import.meta.dirname, '../../../out/test/client-host.js'),
    args: switches,
    env,
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
    refreshWithKey: (options, pair, aheadMs = 0) =>
      app.evaluate((_electron, [o, p, ahead]) => globalThis.clientHost.refreshWithKey(o, p, ahead), [
        options,
        pair,
        aheadMs,
      ] as const),
    find: (options, request) =>
      app.evaluate((_electron, [o, asked]) => globalThis.clientHost.find(o, asked), [options, request] as const),
    cancel: () => app.evaluate(() => globalThis.clientHost.cancel()),
    me: (options) => app.evaluate((_electron, o) => globalThis.clientHost.me(o), options),
    useProxy: (proxy) => app.evaluate((_electron, p) => globalThis.clientHost.useProxy(p), proxy),
    enterPassword: (password) => app.evaluate((_electron, p) => globalThis.clientHost.enterPassword(p), password),
    storedPassword: () => app.evaluate(() => globalThis.clientHost.storedPassword),
    home: desktop.home,
    surprises: () => app.evaluate(() => globalThis.clientHost.surprises),
    output: () => output,
    async stop() {
      await launched.stop();
      await desktop.stop();
    },
  };
}
