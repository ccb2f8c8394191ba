import { expect, test } from 'vitest';
import { changeOf, isReachedByTls, noteTls, type ProxyChallenge } from '../../../../main/core/token/proxy-challenge.ts';

const by = (scheme: string, realm = 'Office'): ProxyChallenge => ({ scheme, realm });
const byTls = (scheme: string, overTls = true): ProxyChallenge => ({ ...by(scheme), overTls });

test.each<readonly [string, ProxyChallenge, readonly ProxyChallenge[], ReturnType<typeof changeOf>]>([
  ['the same challenge', by('digest'), [by('digest')], undefined],
  ['a stronger scheme', by('negotiate'), [by('basic')], undefined],
  ['a weaker scheme', by('basic'), [by('digest')], 'scheme'],
  ['a scheme without a rank', by('bearer'), [by('basic')], 'scheme'],
  ['another scheme, where neither has a rank', by('bearer'), [by('hoba')], 'scheme'],
  ['the same scheme without a rank', by('bearer'), [by('bearer')], undefined],
  ['another realm', by('digest', 'Guests'), [by('digest')], 'realm'],
  ['another realm with a stronger scheme', by('ntlm', 'Guests'), [by('digest')], 'realm'],
  ['a weaker scheme that another realm has', by('basic'), [by('digest'), by('basic', 'Guests')], 'scheme'],
  ['one of several challenges', by('basic', 'Guests'), [by('digest'), by('basic', 'Guests')], undefined],
  ['a weaker scheme after one without realms', by('basic'), [by('ntlm', '')], 'scheme'],
  ['the same over TLS', byTls('basic'), [byTls('basic')], undefined],
  ['the same without the TLS that it had', byTls('basic', false), [byTls('basic')], 'encryption'],
  ['the same, where nobody knows whether by TLS', by('basic'), [byTls('basic')], 'encryption'],
  ['a stronger scheme without the TLS that it had', byTls('digest', false), [byTls('basic')], 'encryption'],
  ['a weaker scheme without the TLS that it had', byTls('basic', false), [byTls('digest')], 'scheme'],
  ['the same with TLS at last', byTls('basic'), [byTls('basic', false)], undefined],
  ['the same without TLS, as agreed later', byTls('basic', false), [byTls('basic'), byTls('basic', false)], undefined],
  ['one that was agreed before anybody noted TLS', byTls('basic', false), [by('basic')], undefined],
  ['any challenge, where none is agreed', by('negotiate'), [], 'realm'],
])('%s', (_what, asked, agreed, change) => {
  expect(changeOf(asked, agreed)).toBe(change);
});

test('what was agreed before anybody noted TLS is noted with what it meets first, and with nothing else', () => {
  expect(noteTls(byTls('basic'), [by('digest', 'Guests'), by('basic')])).toEqual([
    by('digest', 'Guests'),
    byTls('basic'),
  ]);
  for (const agreed of [[byTls('basic', false)], [by('digest')]]) expect(noteTls(byTls('basic'), agreed)).toBe(agreed);
  const agreed = [by('basic')];
  expect(noteTls(by('basic'), agreed)).toBe(agreed);
});

test.each([
  ['HTTPS a.example:443', 'a.example', 443, true],
  ['QUIC a.example:443', 'a.example', 443, true],
  ['PROXY a.example:443', 'a.example', 443, false],
  ['HTTPS a.example:443;PROXY a.example:443;DIRECT', 'a.example', 443, false],
  ['PROXY b.example:443; HTTPS A.example:443', 'a.example', 443, true],
  ['HTTPS a.example:4430', 'a.example', 443, undefined],
  ['HTTPS [2001:db8::1]:443', '2001:db8::1', 443, true],
  ['PROXY [2001:db8::1]:443', '[2001:db8::1]', 443, false],
  ['DIRECT', 'a.example', 443, undefined],
  ['', 'a.example', 443, undefined],
])('in %j, %s:%i is reached by TLS: %s', (list, host, port, expected) => {
  expect(isReachedByTls(list, { host, port })).toBe(expected);
});
