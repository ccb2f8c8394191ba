import { expect, test } from 'vitest';
import { CREDENTIALS, refusalText } from '../../../../main/core/messages/credentials.ts';

const KINDS = ['refreshToken', 'keyPair', 'demo'] as const;

test.each(KINDS)('a refusal of the %s without a reason is told in its own words', (kind) => {
  const { refused, toDo } = CREDENTIALS[kind];
  expect(refusalText(kind, undefined)).toEqual({ ...refused, toDo });
});

test('a reason that the server gives is told whatever was refused', () => {
  for (const reason of ['invalid_client', 'invalid_scope'] as const) {
    const texts = new Set(KINDS.map((kind) => JSON.stringify(refusalText(kind, reason))));
    expect(texts.size).toBe(1);
    expect(KINDS.map((kind) => CREDENTIALS[kind].toDo)).not.toContain(refusalText('keyPair', reason).toDo);
  }
});
