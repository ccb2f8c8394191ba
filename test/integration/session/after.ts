import { MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import type { RefreshFailure, TokenAnswer } from '../../../main/core/token/answer.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import { ASKED_AT, ELEVEN, HELD, STORED, type Left } from './session.ts';

/** What a test may say of {@link Left}: the session in short, and the words without their button. */
export type Expected = Omit<Left, 'session' | 'message'> & {
  readonly session: string;
  readonly expiresAt: number;
  /** When NERD is asked next, from the answer on; undefined if not before the user does something. */
  readonly nextInMs: number | undefined;
  readonly tone: string;
  readonly title: string;
  readonly sentence: string;
};

/** Written out, not taken from the app: these are the words that people see. */
const WORDS: Readonly<Record<Exclude<FailureKind, 'refused'>, readonly [title: string, sentence: string]>> = {
  network: ['NERD cannot be reached', 'NERD Tray could not reach NERD. This computer may be offline.'],
  timeout: ['NERD is not answering', 'NERD did not answer within 30 seconds.'],
  tls: [
    'The connection is not safe',
    'What answered could not prove that it is NERD, so NERD Tray sent it nothing. A wrong date on this computer can be the reason.',
  ],
  proxy: [
    'The proxy is in the way',
    'The proxy of your network did not let NERD Tray through to NERD, or could not reach it.',
  ],
  proxy_down: [
    'The proxy cannot be reached',
    'This computer’s settings send NERD Tray through a proxy, and that proxy could not be reached.',
  ],
  proxy_auth: [
    'The proxy wants a password',
    'The proxy of your network wants a name and a password before it lets NERD Tray through to NERD.',
  ],
  rate_limited: ['NERD asks for a pause', 'NERD has had many requests and asks to wait.'],
  server_error: ['NERD has trouble of its own', 'NERD answered that something went wrong on its side.'],
  not_nerd: [
    'Something other than NERD answered',
    'Something other than NERD answered. A sign-in page of your network may be in the way.',
  ],
  malformed_response: [
    'NERD’s answer could not be read',
    'NERD answered, but without an access token that can be read.',
  ],
  unexpected: ['Something went wrong here', 'NERD Tray made a mistake while it asked NERD.'],
};

const KEPT = {
  storage: { kind: 'keychain' },
  accessToken: HELD,
  refreshToken: STORED.refreshToken,
  storedRefreshToken: STORED.refreshToken,
  expiresAt: ELEVEN,
} as const;

const clockTime = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** What each kind of answer leaves of a session that had 14 minutes left. */
export function expectedAfter(answer: TokenAnswer): Expected {
  if (answer.ok) return afterGrant(answer);
  const { kind, retryAfterMs = 0 } = answer.failure;
  if (answer.failure.bare === true) return AFTER_BARE_NO;
  if (kind === 'refused') {
    return {
      ...KEPT,
      session: 'retrying refused',
      nextInMs: MINUTE_MS,
      tone: 'attention',
      title: 'NERD said no, once',
      sentence:
        'NERD refused your refresh token just now. Your access token works until 11:00. NERD Tray asks once more at 10:47 before it believes that.',
    };
  }
  const nextInMs = Math.max(30 * SECOND_MS, retryAfterMs);
  const [title, sentence] = named(answer.failure) ?? WORDS[kind];
  const next = clockTime(ASKED_AT + nextInMs);
  const nextTry =
    answer.failure.retryAfterMs === undefined
      ? `The next try is at ${next}.`
      : `NERD asked to wait until ${next}. NERD Tray tries again then.`;
  return {
    ...KEPT,
    session: `retrying ${kind}`,
    nextInMs,
    tone: 'attention',
    title,
    sentence: `${sentence} Your access token works until 11:00. ${nextTry}`,
  };
}

/** The words with the name that the failure brings along. */
function named({ issuer, proxy }: RefreshFailure): readonly [title: string, sentence: string] | undefined {
  if (issuer !== undefined) {
    return [
      'The connection is not safe',
      `What answered showed a certificate by “${issuer}”, which this computer does not trust, so NERD Tray sent it nothing. If your company inspects the network under that name, its IT can add the certificate to this computer.`,
    ];
  }
  if (proxy === undefined) return undefined;
  return [
    'The proxy wants a password',
    `The proxy ${proxy.host}:${proxy.port} wants a name and a password before it lets NERD Tray through to NERD.`,
  ];
}

/** A no without a reason may be of something other than NERD. */
const AFTER_BARE_NO: Expected = {
  ...KEPT,
  session: 'retrying refused',
  nextInMs: MINUTE_MS,
  tone: 'attention',
  title: 'NERD may have rejected your refresh token',
  sentence:
    'The answer was a no without a reason, so something else on your network may have sent it. Your access token works until 11:00. NERD Tray tries again at 10:47.',
};

/** So the second one is doubted too. */
export const AFTER_SECOND_BARE_NO: Expected = {
  ...AFTER_BARE_NO,
  nextInMs: 16 * MINUTE_MS,
  sentence: AFTER_BARE_NO.sentence.replace('10:47', '11:02'),
};

/** A no of NERD's own that is repeated is believed. */
export const AFTER_SECOND_NO: Expected = {
  ...KEPT,
  session: 'rejected',
  nextInMs: undefined,
  tone: 'problem',
  title: 'NERD has ended your refresh token',
  sentence:
    'NERD no longer accepts it, before its week was over; a newer one may have replaced it. Your access token works until 11:00. Copy a new refresh token from your Account page and enter it here.',
};

/** The tokens of these answers have no end of their own: the answer's counts, else the top of the hour. */
function afterGrant(answer: Extract<TokenAnswer, { ok: true }>): Expected {
  const refreshToken = answer.refreshToken ?? STORED.refreshToken;
  const expiresAt = answer.expiresInMs === undefined ? ELEVEN : ASKED_AT + answer.expiresInMs;
  // Of two live tokens the one that lives longer is held, and the next is asked for at half of what it has left.
  const isWorse = expiresAt < ELEVEN;
  const held = isWorse ? { accessToken: HELD, expiresAt: ELEVEN } : { accessToken: answer.accessToken, expiresAt };
  // One that ends no later than the old one shows that asking early gains nothing.
  const gains = isWorse || expiresAt > ELEVEN;
  const refreshAt = isWorse ? ASKED_AT + (ELEVEN - ASKED_AT) / 2 : expiresAt - 15 * MINUTE_MS;
  const nextAt = gains ? refreshAt : expiresAt + 2 * SECOND_MS;
  return {
    ...KEPT,
    session: 'active',
    ...held,
    refreshToken,
    storedRefreshToken: refreshToken,
    nextInMs: nextAt - ASKED_AT,
    tone: 'calm',
    title: 'Everything is fine',
    sentence: gains
      ? `NERD Tray fetches the next access token at ${clockTime(nextAt)}, before this one ends.`
      : `NERD Tray fetches the next access token right after this one ends, at ${clockTime(nextAt)}.`,
  };
}

/** What is left, in the table's terms. */
export function seen({ session, message, ...tokens }: Left): Expected {
  if (session.kind === 'signedOut' || session.held === undefined) throw new Error(`${session.kind} holds no token`);
  const nextAt =
    session.kind === 'active' ? session.refreshAt : session.kind === 'retrying' ? session.retryAt : undefined;
  return {
    ...tokens,
    session: session.kind === 'retrying' ? `retrying ${session.failure.kind}` : session.kind,
    expiresAt: session.held.expiresAt,
    nextInMs: nextAt === undefined ? undefined : nextAt - ASKED_AT,
    tone: message.tone,
    title: message.title,
    sentence: message.sentence,
  };
}
