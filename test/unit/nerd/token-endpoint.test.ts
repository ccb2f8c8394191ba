import { expect, test } from 'vitest';
import { createTokenEndpoint } from '../../../main/nerd/token-endpoint.ts';
import type { Credential } from '../../../main/ports/credentials.ts';

const NOTED = { id: 'one', enteredAt: 1 };

test.each<Credential>([
  { ...NOTED, kind: 'refreshToken', refreshToken: 'r' },
  { ...NOTED, kind: 'keyPair', clientId: 'c', privateKey: 'k' },
  { ...NOTED, kind: 'demo', refreshToken: 'd' },
])('a credential of the kind $kind goes to its own endpoint and to no other', async (credential) => {
  const sent: unknown[] = [];
  const endpoint = (kind: string) => ({
    refresh: (to: Credential, now: number) => {
      sent.push([kind, to, now]);
      return Promise.resolve({ ok: true, accessToken: kind } as const);
    },
  });
  const all = createTokenEndpoint({
    refreshToken: endpoint('refreshToken'),
    keyPair: endpoint('keyPair'),
    demo: endpoint('demo'),
  });
  expect(await all.refresh(credential, 7)).toEqual({ ok: true, accessToken: credential.kind });
  expect(sent).toEqual([[credential.kind, credential, 7]]);
});
