import * as v from 'valibot';

import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';

import type { FailureKind } from '../../preload/contract/session.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import { SECOND_MS } from '../core/time/time.ts';
import { bodyVerdict, headVerdict, isPageBody, isPageType, type AnswerHead } from '../core/token/verdict.ts';
import { httpDate, retryAfterMs } from './http-headers.ts';

/**
 * NERD's tokens live an hour, and its longest span is a week. A longer life is a mistake, and worse than none given.
 */
const LONGEST_LIFE_MS = 7 * 24 * 3_600_000;

/** The head of an HTTP response; header names are in lower case. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

// The printable ASCII of RFC 6749, appendix A.12, without the space that a Bearer header (RFC 6750 §2.1) cannot carry.
// With no line break in it, a token is also safe to paste into a terminal.
const Token = v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/));

/** Some servers write numbers as strings. */
const SecondsAsText = v.pipe(v.string(), v.regex(/^\d{1,9}(\.\d{1,9})?$/), v.transform(Number));

const Refreshed = v.object({
  access_token: Token,
  expires_in: v.fallback(v.optional(v.union([v.number(), SecondsAsText])), undefined),
  refresh_token: v.fallback(v.optional(Token), undefined),
});

const failed = (kind: FailureKind): TokenAnswer => ({ ok: false, failure: { kind } });

function header({ headers }: ResponseHead, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Gives how long the server asks to wait; undefined if it does not. */
export function retryAfterOf(head: ResponseHead, now: EpochMs): DurationMs | undefined {
  return retryAfterMs(header(head, 'retry-after'), header(head, 'date'), now);
}

/** Gives the answer if status and headers decide; undefined if the body does. `now` is this computer's time. */
export function answerFromHead(head: ResponseHead, now: EpochMs): TokenAnswer | undefined {
  const verdict = headVerdict(answerHead(head));
  if (verdict === undefined || verdict.kind === 'mayGrant') return undefined;
  const isLater = verdict.kind === 'rate_limited' || verdict.kind === 'server_error';
  const retryAfterMs = isLater ? retryAfterOf(head, now) : undefined;
  return { ok: false, failure: { ...verdict, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

function answerHead(head: ResponseHead): AnswerHead {
  return { status: head.status, contentType: header(head, 'content-type') };
}

/** Whether the response is a page for people in place of data. */
export function isPage(head: ResponseHead): boolean {
  return isPageType(header(head, 'content-type'));
}

/** Whether the body is a page for people, though the head does not say so. */
export function isUnmarkedPage(body: Uint8Array): boolean {
  return isPageBody(decoded(body));
}

/** Gives the server's own time, if it tells it: its Date, plus the Age that a cache has added (RFC 9111 §5.1). */
export function serverTime(head: ResponseHead): EpochMs | undefined {
  const dateAt = httpDate(header(head, 'date'));
  const age = header(head, 'age')?.trim() ?? '';
  return dateAt === undefined || !/^\d{1,9}$/.test(age) ? dateAt : dateAt + Number(age) * SECOND_MS;
}

/** Parses a body as JSON; undefined if it is none, which no schema accepts, so that the caller finds it malformed. */
export function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoded(body) ?? '');
  } catch {
    return undefined;
  }
}

function decoded(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined; // Not UTF-8, which JSON has to be (RFC 8259 §8.1).
  }
}

function lifeMs(expiresInSeconds: number | undefined): DurationMs | undefined {
  const spanMs = (expiresInSeconds ?? 0) * SECOND_MS;
  return spanMs > 0 && spanMs <= LONGEST_LIFE_MS ? spanMs : undefined;
}

/**
 * Reads an answer whose body decides. Optional fields that make no sense count as left out; the head tells the server's
 * time.
 */
export function answerFromBody(body: Uint8Array, head: ResponseHead): TokenAnswer {
  const text = decoded(body);
  const verdict = bodyVerdict(answerHead(head), text);
  if (verdict.kind !== 'mayGrant') return { ok: false, failure: verdict };
  if (text === undefined) return failed('malformed_response');

  const parsed = v.safeParse(Refreshed, parsedJson(body));
  if (!parsed.success) return failed('malformed_response');
  const { access_token: accessToken, refresh_token: refreshToken } = parsed.output;
  const expiresInMs = lifeMs(parsed.output.expires_in);
  const dateAt = serverTime(head);
  return {
    ok: true,
    accessToken,
    ...(expiresInMs === undefined ? {} : { expiresInMs }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(dateAt === undefined ? {} : { dateAt }),
  };
}
