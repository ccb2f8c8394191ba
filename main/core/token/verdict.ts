import type { FailureKind } from '../../../preload/contract/session.ts';
import { ERROR_CODES, type OAuthErrorCode } from './answer.ts';

// The one judgement of every answer to a request for an access token: for a refresh token, a key pair and the demo
// account, while connecting and later.

/** What decides about an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly contentType: string | undefined;
}

/** A judgement: the body may hold an access token, or the request has failed of this. */
export type Verdict =
  | { readonly kind: 'mayGrant' }
  | { readonly kind: Exclude<FailureKind, 'refused'> }
  /** NERD's own refusal names its error. A refusal without one is `bare`: something other than NERD may have sent it. */
  | { readonly kind: 'refused'; readonly errorCode: OAuthErrorCode }
  | { readonly kind: 'refused'; readonly bare: true };

/** RFC 6749 §5.2 refuses with 400 and 401; sibling products of NERD send 403. */
const REFUSING: readonly number[] = [400, 401, 403];

/** Judges by status and headers alone; undefined where the body decides. */
export function headVerdict({ status, contentType }: AnswerHead): Verdict | undefined {
  if (status === 407) return { kind: 'proxy' };
  // 429 and 5xx ask to come back later, whatever the body says.
  if (status === 429) return { kind: 'rate_limited' };
  // 511 is a captive portal's own status (RFC 6585 §6), not a server in trouble.
  if (status === 511) return { kind: 'not_nerd' };
  if (status >= 500) return { kind: 'server_error' };
  if (status !== 200 && !REFUSING.includes(status)) return { kind: 'not_nerd' };
  return isPageType(contentType) ? { kind: 'not_nerd' } : undefined;
}

/** Judges an answer that {@link headVerdict} has left open; `body` is undefined where it is not UTF-8. */
export function bodyVerdict({ status }: AnswerHead, body: string | undefined): Verdict {
  if (isPageBody(body)) return { kind: 'not_nerd' };
  if (status === 200) return { kind: 'mayGrant' };
  const errorCode = errorCodeIn(body);
  return errorCode === undefined ? { kind: 'refused', bare: true } : { kind: 'refused', errorCode };
}

/** Whether a content type says that the body is a page for people, or a picture, where an answer for programs was asked for. */
export function isPageType(contentType: string | undefined): boolean {
  return /^\s*(text\/(html|xml)|application\/(xhtml\+)?xml|image\/)/i.test(contentType ?? '');
}

/** Whether the body is a sign-in page or a block page, whatever its head says that it is. */
export function isPageBody(body: string | undefined): boolean {
  return body?.trimStart().startsWith('<') === true;
}

function errorCodeIn(body: string | undefined): OAuthErrorCode | undefined {
  try {
    const value: unknown = JSON.parse(body ?? '');
    const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : undefined;
    return ERROR_CODES.find((code) => code === error);
  } catch {
    return undefined; // A body that is no JSON names no error.
  }
}
