import { expect, test } from 'vitest';
import { changeOf, type ProxyChallenge } from '../../../../main/core/token/proxy-challenge.ts';

const by = (scheme: string, realm = 'Office'): ProxyChallenge => ({ scheme, realm });

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
  ['any challenge, where none is agreed', by('negotiate'), [], 'realm'],
])('%s', (_what, asked, agreed, change) => {
  expect(changeOf(asked, agreed)).toBe(change);
});
