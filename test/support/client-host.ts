// A main process that holds the real NERD client and nothing else, for tests to call through Playwright.
import { app } from 'electron';

import { bareSession } from '../../main/nerd/http-session.ts';
import { createNerdApi } from '../../main/nerd/annotation-api.ts';
import { createNerdClient, type NerdClientOptions } from '../../main/nerd/nerd-client.ts';
import { createOktaClient, type OktaClientOptions } from '../../main/nerd/okta-client.ts';
import { dropUnsafeSwitches, switchOffUninvited } from '../../main/desktop/switches.ts';
import type { TokenAnswer } from '../../main/core/token/answer.ts';
import type { CredentialSecret, ProxyPassword } from '../../main/ports/credentials.ts';
import { annotationsOf } from '../../main/core/annotation/mentions.ts';
import { AuthorizedCalls } from '../../main/annotation/authorized-calls.ts';
import type { ApiAccess, AccessTokenProvider, ApiResult, TokenOwner } from '../../main/core/annotation/api.ts';
import { AnnotationJob, type AnnotationOutcome } from '../../main/annotation/annotation-job.ts';
import type { Annotations, AnnotationRequest } from '../../preload/contract/annotation.ts';
import { hardenSessions } from '../../main/window/window-security.ts';
import { WarpClock } from './warp-clock.ts';
import { ProxyPasswordKeeper } from '../../main/token/proxy-password.ts';

/** Calls of the API: where to, with which access token, and with which one after that was turned down. */
export interface ApiOptions extends NerdClientOptions {
  readonly accessToken: string;
  readonly renewedToken?: string;
  /** How many times as fast the waits go. */
  readonly rate?: number;
}

/** With what was found at its place in the text. */
export type HostOutcome =
  Exclude<AnnotationOutcome, { kind: 'found' }> | { readonly kind: 'found'; readonly annotations: Annotations };

export interface ClientHost {
  find(options: ApiOptions, request: AnnotationRequest): Promise<HostOutcome>;
  /** Cancels the last one. */
  cancel(): void;
  me(options: ApiOptions): Promise<ApiResult<TokenOwner> | undefined>;
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
// Each of the two that keep Chromium from acting by itself is tried without the other.
const shields = process.env['CLIENT_HOST_SHIELDS'] ?? 'features permissions';
if (shields.includes('features')) switchOffUninvited();
if (shields.includes('permissions')) hardenSessions();

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

function accessTo({ accessToken, renewedToken, ...options }: ApiOptions): AccessTokenProvider {
  const access = (token: string | undefined): ApiAccess | undefined =>
    token === undefined ? undefined : { accessToken: token, api: createNerdApi(options, passwords) };
  return {
    fresh: () => Promise.resolve(access(accessToken)),
    renewed: () => Promise.resolve(access(renewedToken)),
  };
}

let search: AnnotationJob | undefined;

globalThis.clientHost = {
  async find(options, request) {
    await app.whenReady();
    const clock = new WarpClock({ at: 0, realAt: Date.now(), rate: options.rate ?? 1 });
    search = new AnnotationJob({ clock, access: accessTo(options) }, request);
    const outcome = await search.outcome;
    if (outcome.kind !== 'found') return outcome;
    return { kind: 'found', annotations: annotationsOf(request.text, outcome.results) };
  },
  cancel: () => search?.cancel(),
  async me(options) {
    await app.whenReady();
    return new AuthorizedCalls(accessTo(options)).call(({ api, accessToken }) => api.me(accessToken));
  },
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
