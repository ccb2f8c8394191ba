import { expect, test } from 'vitest';
import { parseReply, parseRequest } from '../../../../main/keychain/worker/messages.ts';

const READ = { call: 'read', id: 1, service: 's', account: 'a' };

test('a request is one of three calls with all that it needs, and anything else is thrown out', () => {
  for (const request of [READ, { ...READ, call: 'delete' }, { ...READ, call: 'write', text: 't' }])
    expect(parseRequest(request)).toEqual(request);
  for (const other of [undefined, 'read', {}, { ...READ, call: 'findCredentials' }, { ...READ, call: 'write' }])
    expect(() => parseRequest(other)).toThrow();
  expect(() => parseRequest({ ...READ, account: '' })).toThrow();
});

test('a reply is what was read or a known problem, and anything else is none', () => {
  for (const reply of [
    { ok: true, id: 1, text: null },
    { ok: true, id: 1, text: 't' },
    { ok: false, id: 1, why: 'locked' },
  ])
    expect(parseReply(reply)).toEqual(reply);
  for (const other of [
    null,
    { ok: true, id: 1 },
    { ok: false, id: 1, why: 'a text from outside' },
    { ok: true, text: 't' },
  ])
    expect(parseReply(other)).toBeUndefined();
});
