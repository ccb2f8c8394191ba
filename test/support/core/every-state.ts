import type { RefreshFailure } from '../../../main/core/token/answer.ts';
import { INITIAL_STATE, type BareRejections, type TokenState } from '../../../main/core/token/state.ts';
import { MINUTE_MS } from '../../../main/core/time/time.ts';
import type { FailureKind, KeychainProblem } from '../../../preload/contract/session.ts';
import { ACTIVE, connected, ELEVEN, EXPIRED_TOKEN, FACTS, KEY_PAIR, NOW, VALID_TOKEN } from './states.ts';

const FAILURES: Record<FailureKind, true> = {
  refused: true,
  network: true,
  timeout: true,
  tls: true,
  proxy: true,
  proxy_down: true,
  proxy_auth: true,
  rate_limited: true,
  server_error: true,
  not_nerd: true,
  malformed_response: true,
  unexpected: true,
};
/** Every kind of failure that a refresh can have. */
export const ALL_FAILURES = Object.keys(FAILURES) as FailureKind[];

/** A proxy that asks for a name and a password. */
export const PROXY = { host: 'proxy.example.com', port: 8080, scheme: 'basic', realm: 'office', refused: false };
/** The failures that name a proxy or an issuer. */
const NAMED_FAILURES: [name: string, failure: RefreshFailure][] = [
  ['a named proxy asks', { kind: 'proxy_auth', proxy: PROXY }],
  ['a named proxy has refused', { kind: 'proxy_auth', proxy: { ...PROXY, refused: true } }],
  ['a named issuer', { kind: 'tls', issuer: 'Hotel CA' }],
];

/** Every failure of a refresh, with those that name a proxy or an issuer. */
export const EVERY_FAILURE: RefreshFailure[] = [
  ...ALL_FAILURES.map((kind) => ({ kind })),
  ...NAMED_FAILURES.map(([, failure]) => failure),
];

const PROBLEMS: Record<KeychainProblem, true> = {
  missing: true,
  locked: true,
  keyringLocked: true,
  refused: true,
  slow: true,
  unreadable: true,
  tooLarge: true,
  failed: true,
};
/** Every problem that a keychain can have. */
export const ALL_PROBLEMS = Object.keys(PROBLEMS) as KeychainProblem[];

/** Three rejections without an error of NERD's own. */
export const BARE: BareRejections = {
  count: 3,
  untilAt: NOW + 4 * 86_400_000,
  recheckedAt: [],
  recheckAt: NOW + 3_600_000,
};

/** Gives one state for everything that a person can be told of. */
export function everyState(): [name: string, state: TokenState][] {
  const answer = { ok: true, accessToken: VALID_TOKEN.value, jwtExpiresAt: VALID_TOKEN.expiresAt } as const;
  const signedOut = (more: Partial<TokenState>): TokenState => ({
    ...INITIAL_STATE,
    storage: { kind: 'keychain' },
    ...more,
  });
  const retryAt = NOW + MINUTE_MS;
  return [
    ['reading', INITIAL_STATE],
    ['signed out', signedOut({})],
    ['active', connected(ACTIVE)],
    ['active, just ended', connected({ kind: 'active', held: EXPIRED_TOKEN, refreshAt: NOW })],
    ['copied', connected(ACTIVE, { copied: { expiresAt: ELEVEN, shownUntil: NOW + 2000 }, copiedEndsAt: ELEVEN })],
    ['first token', connected({ kind: 'refreshing', attempt: 0, rejections: 0, held: undefined })],
    ['refreshing', connected({ kind: 'refreshing', attempt: 0, rejections: 0, held: VALID_TOKEN })],
    ['rejected with a good token', connected({ kind: 'rejected', held: VALID_TOKEN })],
    ['rejected', connected({ kind: 'rejected', held: EXPIRED_TOKEN })],
    [
      'perhaps rejected',
      connected({
        kind: 'retrying',
        failure: { kind: 'refused', bare: true },
        attempt: 1,
        rejections: 0,
        retryAt,
        held: VALID_TOKEN,
        bare: { ...BARE, count: 1, recheckAt: undefined },
      }),
    ],
    ['rejected without a reason', connected({ kind: 'rejected', held: EXPIRED_TOKEN, bare: BARE })],
    ['between tokens', connected({ kind: 'betweenTokens', held: EXPIRED_TOKEN, nextTryAt: NOW + 30_000 })],
    ['fetched when copied', connected({ kind: 'active', held: EXPIRED_TOKEN, refreshAt: undefined })],
    ['demo', connected(ACTIVE, { credential: { ...FACTS, kind: 'demo', lasts: 'noExpiry', isLocal: true } })],
    ['key pair', connected(ACTIVE, { credential: KEY_PAIR, otherCredentials: [FACTS] })],
    [
      'key pair, rejected',
      connected({ kind: 'rejected', errorCode: 'invalid_client', held: EXPIRED_TOKEN }, { credential: KEY_PAIR }),
    ],
    ['trying', signedOut({ candidate: { kind: 'trying', facts: FACTS, savedForLater: false, attempt: 0 } })],
    ['kept, then refused', signedOut({ candidate: { kind: 'rejected', facts: FACTS } })],
    [
      'found untried',
      signedOut({ candidate: { kind: 'savedForLater', facts: FACTS, failure: undefined, attempt: 0, retryAt } }),
    ],
    ...ALL_FAILURES.flatMap((kind): [string, TokenState][] => [
      [
        `${kind} with a good token`,
        connected({ kind: 'retrying', failure: { kind }, attempt: 1, rejections: 0, retryAt, held: VALID_TOKEN }),
      ],
      [
        `${kind} with none`,
        connected({ kind: 'retrying', failure: { kind }, attempt: 1, rejections: 0, retryAt, held: undefined }),
      ],
      [`unreachable by ${kind}`, signedOut({ candidate: { kind: 'unreachable', facts: FACTS, failure: { kind } } })],
      [
        `untried by ${kind}`,
        connected(ACTIVE, {
          candidate: { kind: 'savedForLater', facts: FACTS, failure: { kind }, attempt: 1, retryAt },
        }),
      ],
    ]),
    ...NAMED_FAILURES.flatMap(([name, failure]): [string, TokenState][] => {
      const proxyAsk = failure.proxy && { ...failure.proxy, answered: false };
      return [
        [
          name,
          connected({ kind: 'retrying', failure, attempt: 1, rejections: 0, retryAt, held: VALID_TOKEN }, { proxyAsk }),
        ],
        [`unreachable: ${name}`, signedOut({ candidate: { kind: 'unreachable', facts: FACTS, failure }, proxyAsk })],
        [
          `untried: ${name}`,
          connected(ACTIVE, {
            candidate: { kind: 'savedForLater', facts: FACTS, failure, attempt: 1, retryAt },
            proxyAsk,
          }),
        ],
      ];
    }),
    ...ALL_PROBLEMS.flatMap((why): [string, TokenState][] => [
      [`keychain ${why}`, signedOut({ storage: { kind: 'unavailable', why } })],
      [`memory since ${why}`, connected(ACTIVE, { storage: { kind: 'memory', why } })],
      [
        `not stored since ${why}`,
        signedOut({ candidate: { kind: 'notStored', facts: FACTS, why, answer, requestedAt: NOW } }),
      ],
    ]),
  ];
}
