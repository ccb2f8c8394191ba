import * as v from 'valibot';
import type { KeychainProblem } from '../../../preload/contract/session.ts';

const id = v.pipe(v.number(), v.safeInteger());
const entry = { id, service: v.pipe(v.string(), v.nonEmpty()), account: v.pipe(v.string(), v.nonEmpty()) };

const request = v.variant('call', [
  v.object({ call: v.literal('read'), ...entry }),
  v.object({ call: v.literal('write'), ...entry, text: v.string() }),
  v.object({ call: v.literal('delete'), ...entry }),
]);

const PROBLEMS = [
  'missing',
  'locked',
  'keyringLocked',
  'refused',
  'slow',
  'unreadable',
  'tooLarge',
  'failed',
] as const satisfies KeychainProblem[];

const reply = v.variant('ok', [
  v.object({ ok: v.literal(true), id, text: v.nullable(v.string()) }),
  v.object({ ok: v.literal(false), id, why: v.picklist(PROBLEMS) }),
]);

/** The request of main to the keychain's process: one native call. */
export type KeychainRequest = v.InferOutput<typeof request>;

/** The reply to a request; `text` is what was read, null if there is nothing and after a write or a removal. */
export type KeychainReply = v.InferOutput<typeof reply>;

/** Parses a request. Throws on anything else, with a fixed text: what was sent may be secret. */
export function parseRequest(message: unknown): KeychainRequest {
  const result = v.safeParse(request, message);
  if (!result.success) throw new Error('not a request for the keychain');
  return result.output;
}

/** Parses a reply; undefined for anything else. */
export function parseReply(message: unknown): KeychainReply | undefined {
  const result = v.safeParse(reply, message);
  return result.success ? result.output : undefined;
}
