import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { answerFromBody, answerFromHead } from '../../../main/nerd/token-answer.ts';
import type { ServerTrouble } from './happening-kinds.ts';
import type { Random } from './random.ts';
import { HOUR, SECOND } from './units.ts';

/** A reply over HTTP, from NERD or from something on the way. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a reply truly means. The simulation knows it, and the app has to find it out. */
export type ReplyMeaning =
  | {
      readonly kind: 'granted';
      readonly accessToken: string;
      /** The lifetime that `expires_in` states, in ms. */
      readonly statedLifetimeMs: number | undefined;
      /** Whether the token or `expires_in` states an expiry that can be believed. */
      readonly statesExpiry: boolean;
      /** Whether the `Date` header states the true time, a false one, or none that counts. */
      readonly statedTime: 'true' | 'false' | 'nothing';
      /** The time that the header states, where it is false, in ms since the epoch. */
      readonly falseTimeAt: number | undefined;
    }
  /** NERD itself has refused the credential. */
  | { readonly kind: 'refused' }
  /** Something has refused the request without naming a reason of OAuth. */
  | { readonly kind: 'bareNo' }
  | { readonly kind: 'nothing'; readonly retryAfterMs?: number };

/** A reply as the app's own code reads it, together with what it truly means. */
export interface InterpretedReply {
  readonly answer: TokenAnswer;
  readonly meaning: ReplyMeaning;
}

/** Has the app's own code read a reply that arrives `at` this moment, in ms since the epoch. */
export function interpret(reply: Reply, meaning: ReplyMeaning, at: number): InterpretedReply {
  const { status, headers, body } = reply;
  const head = { status, headers };
  return { answer: answerFromHead(head, at) ?? answerFromBody(encoder.encode(body), head), meaning };
}

const encoder = new TextEncoder();
const NOTHING = { kind: 'nothing' } as const;
const BARE_NO = { kind: 'bareNo' } as const;
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };
const BLOCK_PAGE = '<!doctype html><title>Blocked</title><p>This page is blocked by your network.</p>';
const INVALID_GRANT = JSON.stringify({ error: 'invalid_grant' });

/** NERD's own refusal: `invalid_grant` with the status 400, as RFC 6749 (section 5.2) has it. */
export const refusal = (at: number): InterpretedReply =>
  interpret({ status: 400, headers: JSON_TYPE, body: INVALID_GRANT }, { kind: 'refused' }, at);

/** An HTML page of a firewall, a load balancer or a hotel, with or without its content type. */
export function blockPage(random: Random, at: number): InterpretedReply {
  const status = random.pick([403, 403, 401, 400, 200, 404]);
  return interpret({ status, headers: random.chance(0.7) ? HTML_TYPE : {}, body: BLOCK_PAGE }, NOTHING, at);
}

const withoutToken = (status: number, headers: Reply['headers'], body: string, at: number): InterpretedReply =>
  interpret({ status, headers, body }, NOTHING, at);
const brokenStatus = (random: Random): number => random.pick([500, 502, 503, 504]);

/** The replies of a server in trouble, none of which has a token. `leftMs` is how long the trouble still lasts. */
export const TROUBLE_REPLIES = {
  broken: (random: Random, at: number) => withoutToken(brokenStatus(random), {}, '', at),
  // With the status 400 this error would end the session.
  brokenNamingError: (random: Random, at: number) => withoutToken(brokenStatus(random), JSON_TYPE, INVALID_GRANT, at),
  limited: (_random: Random, at: number) => withoutToken(429, {}, '', at),
  limitedNamingError: (_random: Random, at: number) => withoutToken(429, JSON_TYPE, INVALID_GRANT, at),
  limitedWithWait(_random: Random, at: number, leftMs: number) {
    const retryAfterMs = Math.min(Math.max(Math.ceil(leftMs / SECOND) * SECOND, SECOND), HOUR);
    const headers = { 'retry-after': String(retryAfterMs / SECOND) };
    return interpret({ status: 429, headers, body: '' }, { kind: 'nothing', retryAfterMs }, at);
  },
  nonsense(random: Random, at: number) {
    const body = random.pick(['', '{}', '{"access_token":', '[]', '{"access_token":"two words"}', 'OK']);
    return interpret({ status: 200, headers: JSON_TYPE, body }, NOTHING, at);
  },
  blockPage,
  redirect(random: Random, at: number) {
    const status = random.pick([301, 302, 303, 307, 308]);
    return interpret({ status, headers: { location: 'https://login.example/' }, body: '' }, NOTHING, at);
  },
  bareNo(random: Random, at: number) {
    const status = random.pick([400, 401, 403]);
    const body = random.pick(['', 'Forbidden', '{}', '{"error":"access_denied"}', '{"message":"no"}']);
    return interpret({ status, headers: body.startsWith('{') ? JSON_TYPE : {}, body }, BARE_NO, at);
  },
} satisfies Partial<Record<ServerTrouble, (random: Random, at: number, leftMs: number) => InterpretedReply>>;

/** Whether a server in this trouble has a reply without a token, instead of granting one. */
export function hasTroubleReply(how: ServerTrouble): how is keyof typeof TROUBLE_REPLIES {
  return how in TROUBLE_REPLIES;
}
