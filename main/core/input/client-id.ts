/** Okta's have 20 characters; no server's has more than this. */
const LONGEST_ID = 256;

/** An identifier as it was typed or pasted, without what stands around it. Undefined if it can be none (RFC 6749 appendix A.1). */
export function readIdentifier(text: string): string | undefined {
  const id = text.trim().replaceAll(/^["'`]+|["'`,;]+$/gu, '');
  return id.length <= LONGEST_ID && /^[\x21-\x7e]+$/u.test(id) ? id : undefined;
}
