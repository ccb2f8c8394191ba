import * as v from 'valibot';
import type { EpochMs, FailureKind } from '../../preload/contract/snapshot.ts';
import type { TokenAnswer } from '../core/token/state.ts';
import { answerFromBody, answerFromHead, isHtml, parsedJson, serverTime, type AnswerHead } from './token-answer.ts';

/** An answer of the token endpoint; a "no" tells the server's time as well, for who may have asked with a wrong clock. */
export type OktaAnswer = TokenAnswer & { readonly dateAt?: EpochMs | undefined };

/** RFC 6749 §5.2; what else is in it is text of the server's, and is not read. */
const Refused = v.object({ error: v.string() });

/** In these it is the body that says whether the server has refused, or something before it has. */
const MAY_REFUSE: readonly number[] = [400, 401, 403];

/** What the status and headers say already; undefined if the body decides. */
export function oktaAnswerFromHead(head: AnswerHead, now: EpochMs): OktaAnswer | undefined {
  if (MAY_REFUSE.includes(head.status)) return isHtml(head) ? failed('not_nerd') : undefined;
  return answerFromHead(head, now);
}

export function oktaAnswerFromBody(body: Uint8Array, head: AnswerHead): OktaAnswer {
  if (!MAY_REFUSE.includes(head.status)) return answerFromBody(body, head);
  const parsed = v.safeParse(Refused, parsedJson(body));
  if (!parsed.success) return failed('malformed_response');
  const { error } = parsed.output;
  const dateAt = serverTime(head);
  const told = dateAt === undefined ? {} : { dateAt };
  if (error === 'invalid_client' || error === 'invalid_scope') {
    return { ok: false, failure: { kind: 'refused', refusal: error }, ...told };
  }
  return { ...failed('refused'), ...told };
}

function failed(kind: FailureKind): OktaAnswer {
  return { ok: false, failure: { kind } };
}
