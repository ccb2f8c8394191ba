import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { KeyProblem, KeyProblemKind } from '../../../../main/core/input/private-key-input.ts';
import type { ApiFailure } from '../../../../main/core/annotation/api.ts';
import type { KeychainFacts } from '../../../../main/core/messages/keychain.ts';
import {
  messageOf,
  type Condition,
  type ConditionKind,
  type Conditions,
} from '../../../../main/core/messages/messages.ts';
import { CONTEXT, ELEVEN, NOW } from '../../../support/core/states.ts';
import { ALL_PROBLEMS, EVERY_FAILURE, PROXY } from '../../../support/core/every-state.ts';

type Samples = { readonly [Kind in ConditionKind]: readonly Conditions[Kind][] };

const NONE = [{}];
const GOOD = [undefined, ELEVEN].map((validUntil) => ({ validUntil }));
const KINDS = (['refreshToken', 'keyPair', 'demo'] as const).map((what) => ({ what }));
const BESIDE = KINDS.flatMap((kind) => [true, false].map((connected) => ({ ...kind, connected })));
const ERROR_CODES = [
  {},
  { errorCode: 'invalid_grant' },
  { errorCode: 'unauthorized_client' },
  { errorCode: 'invalid_client' },
  { errorCode: 'invalid_scope' },
] as const;
const KEYCHAINS: readonly KeychainFacts[] = (['gnome', 'kde', 'linux', 'windows', 'macos'] as const).flatMap(
  (system) => [
    ...ALL_PROBLEMS.map((why) => ({ why, system })),
    ...[['Work'], ['Work', 'Old'], ['Work', 'Old', 'Older']].map((lockedKeyrings) => ({
      why: 'keyringLocked' as const,
      system,
      lockedKeyrings,
    })),
  ],
);
const KEYCHAINS_OF_KINDS = KINDS.flatMap((kind) => KEYCHAINS.map((facts) => ({ ...kind, ...facts })));
const GOOD_OF_KINDS = KINDS.flatMap((kind) => GOOD.map((good) => ({ ...kind, ...good })));
const LASTS = [{ lastsMs: MINUTE_MS }];
const SHORTCUTS = [undefined, '⌃⇧K'].map((inUse) => ({ wanted: 'Ctrl+Shift+L', inUse }));
const retryAt = NOW + MINUTE_MS;

const KEY_PROBLEM_KINDS: Record<Exclude<KeyProblemKind, 'short'>, true> = {
  empty: true,
  tooLarge: true,
  zip: true,
  binary: true,
  notPem: true,
  encrypted: true,
  publicKey: true,
  certificate: true,
  ssh: true,
  notRsa: true,
  rsaPss: true,
  broken: true,
};
const KEY_PROBLEMS: readonly KeyProblem[] = [
  ...(Object.keys(KEY_PROBLEM_KINDS) as (keyof typeof KEY_PROBLEM_KINDS)[]).map((kind) => ({ kind })),
  { kind: 'short', bits: 1024 },
];
const API_FAILURES: readonly ApiFailure[] = [
  ...(['unauthorized', 'badRequest', 'notFound', 'retired', 'conflict', 'jobFailed', 'tooSlow'] as const),
  ...(['unreadable', 'network', 'timeout', 'tls', 'proxy', 'proxy_down', 'proxy_auth', 'not_nerd'] as const),
  ...(['rate_limited', 'server_error'] as const),
].map((kind) => ({ kind, ...(kind === 'rate_limited' && { retryAfterMs: 20_000 }) }));

/** Facts for each condition, as different as they can be. */
const SAMPLES: Samples = {
  opening: NONE,
  notConnected: NONE,
  keychainClosed: KEYCHAINS,
  fine: [NOW + MINUTE_MS, ELEVEN].map((refreshAt) => ({ refreshAt, expiresAt: ELEVEN })),
  fetchedOnCopy: NONE,
  memoryOnly: KEYCHAINS_OF_KINDS,
  paused: [undefined, ELEVEN].flatMap((untilAt) => GOOD.map((good) => ({ ...good, untilAt }))),
  refreshing: GOOD,
  aboutToRefresh: KINDS,
  betweenTokens: [{ nextTryAt: retryAt }],
  retrying: EVERY_FAILURE.flatMap((failure) =>
    GOOD_OF_KINDS.flatMap((good) =>
      [undefined, retryAt - MINUTE_MS, retryAt].map((heldUntil) => ({ ...good, failure, retryAt, heldUntil })),
    ),
  ),
  askedToWait: [{ untilAt: retryAt }],
  rejectedOnce: GOOD_OF_KINDS.map((good) => ({ ...good, retryAt })),
  maybeRejected: GOOD_OF_KINDS.map((good) => ({ ...good, retryAt })),
  rejectedWithoutReason: [undefined, retryAt].flatMap((recheckAt) =>
    GOOD_OF_KINDS.map((good) => ({ ...good, recheckAt })),
  ),
  worksAgain: KINDS,
  rejectedAtWeeksEnd: GOOD,
  rejectedEarly: GOOD,
  rejectedForGood: GOOD_OF_KINDS.flatMap((good) => ERROR_CODES.map((errorCode) => ({ ...good, ...errorCode }))),

  pastedNothing: NONE,
  pastedTooMuch: NONE,
  pastedNoToken: NONE,
  pastedSeveral: NONE,
  pastedNotAscii: NONE,
  pastedPrivateKey: NONE,
  pastedUnusual: [1, 15, 2049].map((length) => ({ length })),
  pastedStrangeCharacters: NONE,
  pastedAccessToken: [undefined, NOW, ELEVEN].map((expiresAt) => ({ expiresAt })),
  notTried: EVERY_FAILURE.flatMap((failure) => BESIDE.map((beside) => ({ ...beside, failure }))),
  waiting: [undefined, ...EVERY_FAILURE].flatMap((failure) =>
    BESIDE.map((beside) => ({ ...beside, failure, retryAt })),
  ),
  waitingInMemory: KEYCHAINS_OF_KINDS,
  notStored: KEYCHAINS.flatMap((facts) => BESIDE.map((beside) => ({ ...beside, ...facts }))),
  candidateRejected: BESIDE.flatMap((beside) =>
    [...ERROR_CODES, { bare: true } as const].map((refusal) => ({ ...beside, ...refusal })),
  ),
  overtaken: NONE,

  keyNotTaken: KEY_PROBLEMS.map((problem) => ({ problem })),
  keyFileNotRead: NONE,
  keyMissing: NONE,
  clientIdMissing: NONE,
  clientIdStrange: NONE,
  keyIdStrange: NONE,
  pairNotMade: KEYCHAINS,
  publicKeyNotSaved: NONE,
  pairNotThere: NONE,
  pairNotRead: KEYCHAINS,
  pairNotDeleted: KEYCHAINS,
  emailNotCopied: NONE,
  notSwitched: KEYCHAINS_OF_KINDS,
  otherCredentialGone: KINDS,

  proxyAsks: [
    ...[true, false].map((refused) => ({ ask: { ...PROXY, refused } })),
    ...(['scheme', 'encryption'] as const).map((changed) => ({ ask: { ...PROXY, changed } })),
    ...['office', ''].map((realm) => ({ ask: { ...PROXY, realm, changed: 'realm' as const } })),
  ],
  proxyInMemory: KEYCHAINS,
  proxyNotDeleted: KEYCHAINS,

  copied: LASTS,
  copiedShort: LASTS,
  notCopied: [
    {
      because: {
        tone: 'attention',
        title: 'NERD said no, once',
        happened: 'NERD refused your refresh token just now.',
        works: undefined,
        toDo: 'NERD Tray asks once more.',
      },
    },
  ],
  nothingToCopy: NONE,
  noTokenYet: [undefined, { kind: 'resume', label: 'Resume' } as const].map((action) => ({ action })),
  clipboardFailed: NONE,
  onlyFromWindow: NONE,
  notCleared: NONE,
  putBack: NONE,
  diagnosticsNotCopied: NONE,
  shortcutTaken: SHORTCUTS,
  shortcutOnWayland: SHORTCUTS,
  copiedHasEnded: [{ endedAt: NOW }],

  weekEnds: [ELEVEN, ELEVEN + MINUTE_MS].map((latestEndAt) => ({ earliestEndAt: ELEVEN, latestEndAt })),
  weekIsOver: NONE,

  clockWrong: [-3, 3].map((minutes) => ({ skewMs: minutes * MINUTE_MS })),
  settingsSetAside: [{ name: 'settings.set-aside-1.json' }],
  settingsNotPersisted: [{}],
  settingNotSaved: NONE,
  noTray: [undefined, 'ubuntu:GNOME', 'XFCE'].map((desktop) => ({ desktop })),
  closedToBackground: NONE,
  wasClosedToBackground: NONE,
  launchNotChanged: [{ on: true }, { on: false }],
  launchNeedsApproval: NONE,
  notDeleted: KEYCHAINS.flatMap((facts) => BESIDE.map((beside) => ({ ...beside, ...facts }))),
  keychainFailedAgain: KEYCHAINS,

  nothingToRead: NONE,
  noKnowledgeBase: NONE,
  noTokenToUse: [{ because: undefined, action: undefined }],
  entitiesNotFound: API_FAILURES.map((failure) => ({ failure })),
  tokenNotTested: API_FAILURES.map((failure) => ({ failure })),
  claimsNotRead: NONE,
  noAnnotationsYet: NONE,
  annotationsNotCopied: NONE,
  demoStartedAgain: NONE,
  demoEnded: NONE,
  demoNotStarted: [{ connected: true }, { connected: false }],
  unexpected: NONE,
  surprise: NONE,
  windowCrashed: NONE,
  noAnswer: NONE,
  nowhereToWrite: NONE,
  noSandbox: NONE,
  alreadyStuck: NONE,
  couldNotStart: [undefined, 'A setting of this computer is not safe.'].map((reason) => ({ reason })),
};

/** Every condition that has a message. */
export const ALL_KINDS = Object.keys(SAMPLES) as ConditionKind[];

/** Gives samples of one kind of condition, with the facts that its words depend on. */
export function samplesOf(kind: ConditionKind): Condition[] {
  return SAMPLES[kind].map((facts) => ({ kind, ...(facts as object) }) as Condition);
}

/** Gives the messages of these samples. */
export const messagesOf = (kind: ConditionKind) => samplesOf(kind).map((sample) => messageOf(sample, CONTEXT));
