// A main process that holds the real NERD client and nothing else, for tests to call through Playwright.
import { app } from 'electron';

import { httpSession } from '../../main/nerd/http-session.ts';
import { createNerdApi } from '../../main/nerd/annotation-api.ts';
import { createNerdClient, type NerdClientOptions } from '../../main/nerd/nerd-client.ts';
import { createOktaClient, type OktaClientOptions } from '../../main/nerd/okta-client.ts';
import { dropUnsafeSwitches, disableUninvitedFeatures } from '../../main/desktop/switches.ts';
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

/** The API's address, the access token, and the one to use after the first was rejected. */
export interface ApiOptions extends NerdClientOptions {
  readonly accessToken: string;
  readonly renewedToken?: string;
  /** The factor by which waits are shortened. */
  readonly rate?: number;
}

/** The outcome of an annotation request, in a form that Playwright can pass on. */
export type HostAnnotationOutcome =
  Exclude<AnnotationOutcome, { kind: 'found' }> | { readonly kind: 'found'; readonly annotations: Annotations };

/** The functions of the client that a test calls in main. */
export interface ClientHost {
  annotate(options: ApiOptions, request: AnnotationRequest): Promise<HostAnnotationOutcome>;
  /** Cancels the last request. */
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
  /** The errors that no code caught. */
  readonly uncaughtErrors: readonly string[];
}

declare global {
  var clientHost: ClientHost;
}

const uncaughtErrors: string[] = [];
process.on('uncaughtException', (error) => uncaughtErrors.push(String(error)));
process.on('unhandledRejection', (reason) => uncaughtErrors.push(String(reason)));

dropUnsafeSwitches();
// Each of the two that keep Chromium from acting by itself is tried without the other.
const shields = process.env['CLIENT_HOST_SHIELDS'] ?? 'features permissions';
if (shields.includes('features')) disableUninvitedFeatures();
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

let job: AnnotationJob | undefined;

globalThis.clientHost = {
  async annotate(options, request) {
    await app.whenReady();
    const clock = new WarpClock({ at: 0, realAt: Date.now(), rate: options.rate ?? 1 });
    job = new AnnotationJob({ clock, access: accessTo(options) }, request);
    const outcome = await job.outcome;
    if (outcome.kind !== 'found') return outcome;
    return { kind: 'found', annotations: annotationsOf(request.text, outcome.results) };
  },
  cancel: () => job?.cancel(),
  async me(options) {
    await app.whenReady();
    return new AuthorizedCalls(accessTo(options)).call(({ api, accessToken }) => api.me(accessToken));
  },
  uncaughtErrors,
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
    const nerd = httpSession().session;
    await nerd.setProxy(
      proxy === undefined ? { mode: 'direct' } : { proxyRules: proxy, proxyBypassRules: '<-loopback>' },
    );
    await nerd.closeAllConnections();
  },
};
