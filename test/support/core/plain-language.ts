import { expect } from 'vitest';
import type { Message } from '../../../preload/contract/message.ts';

const JARGON =
  /invalid_|grant|http|token_|\bJWT\b|\b[45]\d\d\b|undefined|null|\[object|exception|stack|OAuth|error code|!/iu;
/** RFC 6749's and RFC 6750's names for what went wrong, and those of Node and Chromium: ECONNREFUSED, ERR_FAILED. */
const CODES = /unauthorized|unsupported|[a-z]_[a-z]|insufficient|\bE[A-Z]{4,}|ERR_/u;

/** Expects a title without a full stop, whole sentences, and nothing that only a developer understands. */
export function expectPlain({ title, sentence, action, other }: Message): void {
  expect(title).toMatch(/^\p{Lu}.*[^.!?]$/u);
  expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  const all = [title, sentence, action?.label, other?.label].join(' ');
  expect(all).not.toMatch(JARGON);
  expect(all).not.toMatch(CODES);
}
