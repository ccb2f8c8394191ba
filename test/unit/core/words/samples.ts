import { MINUTE_MS } from '../../../../main/core/time.ts';
import type { ApiFailure } from '../../../../main/core/words/annotating.ts';
import type { KeychainFacts } from '../../../../main/core/words/keychains.ts';
import { messageOf, type Situation, type SituationKind, type Situations } from '../../../../main/core/words/table.ts';
import { ALL_PROBLEMS, EVERY_FAILURE, PROXY, CONTEXT, ELEVEN, NOW } from '../states.ts';

type Samples = { readonly [Kind in SituationKind]: readonly Situations[Kind][] };

const NONE = [{}];
const GOOD = [undefined, ELEVEN].map((goodUntil) => ({ goodUntil }));
const BESIDE = [true, false].map((connected) => ({ connected }));
const KEYCHAINS: readonly KeychainFacts[] = (['gnome', 'kde', 'linux', 'windows', 'macos'] as const).flatMap((system) =>
  ALL_PROBLEMS.map((why) => ({ why, system })),
);
const LASTS = [{ lastsMs: MINUTE_MS }];
const SHORTCUTS = [undefined, '⌃⇧K'].map((kept) => ({ wanted: 'Ctrl+Shift+L', kept }));
const retryAt = NOW + MINUTE_MS;

const API_FAILURES: readonly ApiFailure[] = [
  ...(['unauthorized', 'badRequest', 'notFound', 'retired', 'conflict', 'jobFailed', 'tooSlow'] as const),
  ...(['unreadable', 'network', 'timeout', 'tls', 'proxy', 'proxy_down', 'proxy_auth', 'not_nerd'] as const),
  ...(['rate_limited', 'server_error'] as const),
].map((kind) => ({ kind, ...(kind === 'rate_limited' && { retryAfterMs: 20_000 }) }));

/** Facts for each situation, as different as they can be. */
const SAMPLES: Samples = {
  opening: NONE,
  notConnected: NONE,
  keychainClosed: KEYCHAINS,
  fine: [NOW + MINUTE_MS, ELEVEN].map((refreshAt) => ({ refreshAt, expiresAt: ELEVEN })),
  fetchedOnCopy: NONE,
  memoryOnly: KEYCHAINS,
  paused: [undefined, ELEVEN].flatMap((untilAt) => GOOD.map((good) => ({ ...good, untilAt }))),
  refreshing: GOOD,
  aboutToRefresh: NONE,
  betweenTokens: [{ nextTryAt: retryAt }],
  retrying: EVERY_FAILURE.flatMap((failure) => GOOD.map((good) => ({ ...good, failure, retryAt }))),
  refusedOnce: GOOD.map((good) => ({ ...good, retryAt })),
  refusedAtWeeksEnd: GOOD,
  refusedEarly: GOOD,

  pastedNothing: NONE,
  pastedTooMuch: NONE,
  pastedStrangeCharacters: NONE,
  pastedAccessToken: [undefined, NOW, ELEVEN].map((expiresAt) => ({ expiresAt })),
  notTried: EVERY_FAILURE.flatMap((failure) => BESIDE.map((beside) => ({ ...beside, failure }))),
  waiting: [undefined, ...EVERY_FAILURE].flatMap((failure) =>
    BESIDE.map((beside) => ({ ...beside, failure, retryAt })),
  ),
  waitingInMemory: KEYCHAINS,
  notStored: KEYCHAINS.flatMap((facts) => BESIDE.map((beside) => ({ ...beside, ...facts }))),
  notAccepted: BESIDE,
  overtaken: NONE,

  proxyAsks: [true, false].map((refused) => ({ ask: { ...PROXY, refused } })),
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
  diagnosticsNotCopied: NONE,
  shortcutTaken: SHORTCUTS,
  shortcutOnWayland: SHORTCUTS,
  copiedHasEnded: [{ endedAt: NOW }],

  weekEnds: [ELEVEN, ELEVEN + MINUTE_MS].map((latestEndAt) => ({ earliestEndAt: ELEVEN, latestEndAt })),
  weekIsOver: NONE,

  clockWrong: [-3, 3].map((minutes) => ({ skewMs: minutes * MINUTE_MS })),
  settingsSetAside: [{ name: 'settings.set-aside-1.json' }],
  settingsNotKept: [{}],
  settingNotSaved: NONE,
  noTray: [undefined, 'ubuntu:GNOME', 'XFCE'].map((desktop) => ({ desktop })),
  goesOnUnseen: NONE,
  wentOnUnseen: NONE,
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
  nothingFoundYet: NONE,
  findingsNotCopied: NONE,
  unexpected: NONE,
  surprise: NONE,
  windowCrashed: NONE,
  noAnswer: NONE,
  couldNotStart: [undefined, 'A setting of this computer is not safe.'].map((reason) => ({ reason })),
};

export const ALL_KINDS = Object.keys(SAMPLES) as SituationKind[];

export function samplesOf(kind: SituationKind): Situation[] {
  return SAMPLES[kind].map((facts) => ({ kind, ...(facts as object) }) as Situation);
}

export const messagesOf = (kind: SituationKind) => samplesOf(kind).map((sample) => messageOf(sample, CONTEXT));
