import { expect, test } from 'vitest';
import { bareRejectionText, CREDENTIALS, rejectionText } from '../../../../main/core/messages/credentials.ts';

const KINDS = ['refreshToken', 'keyPair', 'demo'] as const;

test.each(KINDS)('a rejection of the %s without a reason is told in its own words', (kind) => {
  const { rejected, toDo } = CREDENTIALS[kind];
  expect(rejectionText(kind, undefined)).toEqual({ ...rejected, toDo });
});

test('a reason that the server gives for a key pair is told, and for no other credential', () => {
  for (const reason of ['invalid_client', 'invalid_scope'] as const) {
    expect(rejectionText('refreshToken', reason)).toEqual(rejectionText('refreshToken', undefined));
    expect(KINDS.map((kind) => CREDENTIALS[kind].toDo)).not.toContain(rejectionText('keyPair', reason).toDo);
  }
  for (const reason of ['invalid_grant', 'unauthorized_client'] as const)
    expect(rejectionText('keyPair', reason)).toEqual(rejectionText('keyPair', undefined));
});

test.each(KINDS)('a refusal of the %s that does not say why is told as a doubt', (kind) => {
  const { title, happened, toDo } = bareRejectionText(kind);
  expect(title).toBe(`NERD may have rejected this ${CREDENTIALS[kind].name}`);
  expect(happened).toContain('gave no reason');
  expect(toDo).toBe(CREDENTIALS[kind].toDo);
});
