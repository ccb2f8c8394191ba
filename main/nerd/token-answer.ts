import * as v from 'valibot';

import type { FailureKind } from '../../preload/contract/session.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import type { TokenAnswer } from '../core/token/state.ts';
import { SECOND_MS } from '../core/time/time.ts';
import { httpDate, retryAfterMs } from './http-headers.ts';

/** NERD's tokens live an hour; its longest span is a week. Anything above is a mistake, and worse than not knowing. */
const LONGEST_LIFE_MS = 7 * 24 * 3_600_000;

/** The first part of an HTTP answer; header names are in lower case. */
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

/** How long the server asks to wait, if it does. */
export function retryAfterOf(head: ResponseHead, now: EpochMs): DurationMs | undefined {
  return retryAfterMs(header(head, 'retry-after'), header(head, 'date'), now);
}

function comeBackLater(kind: FailureKind, head: ResponseHead, now: EpochMs): TokenAnswer {
  const waitMs = retryAfterOf(head, now);
  return waitMs === undefined ? failed(kind) : { ok: false, failure: { kind, retryAfterMs: waitMs } };
}

/** What the status and headers say already; undefined if the body decides. */
export function answerFromHead(head: ResponseHead, now: EpochMs): TokenAnswer | undefined {
  const { status } = head;
  // RFC 6749 §5.2 has 400 and 401 for a refused grant; sibling products of NERD send 403.
  if (status === 400 || status === 401 || status === 403) return failed('refused');
  if (status === 407) return failed('proxy');
  if (status === 429) return comeBackLater('rate_limited', head, now);
  // 511 is a captive portal's own status (RFC 6585 §6), not a server in trouble.
  if (status === 511) return failed('not_nerd');
  if (status >= 500) return comeBackLater('server_error', head, now);
  if (status !== 200) return failed('not_nerd');
  return isHtml(head) ? failed('not_nerd') : undefined;
}

/** A page for people, where an answer for programs was asked for. */
export function isHtml(head: ResponseHead): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(header(head, 'content-type') ?? '');
}

/** The server's own time, if it tells it: that of its answer, and how long a cache has had that (RFC 9111 §5.1). */
export function serverTime(head: ResponseHead): EpochMs | undefined {
  const dateAt = httpDate(header(head, 'date'));
  const age = header(head, 'age')?.trim() ?? '';
  return dateAt === undefined || !/^\d{1,9}$/.test(age) ? dateAt : dateAt + Number(age) * SECOND_MS;
}

/** Undefined for what is no JSON: no schema accepts that, so the caller calls it malformed. */
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
 * Reads the body of a 200 that is not marked as HTML. Optional fields that make no sense count as left out; the head
 * tells the server's time.
 */
export function answerFromBody(body: Uint8Array, head: ResponseHead): TokenAnswer {
  const text = decoded(body);
  if (text === undefined) return failed('malformed_response');
  // A login page or a captive portal that does not say what it sends.
  if (text.trimStart().startsWith('<')) return failed('not_nerd');

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
