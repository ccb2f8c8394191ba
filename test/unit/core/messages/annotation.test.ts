import { expect, test } from 'vitest';
import { noAccessCondition, sessionCondition } from '../../../../main/core/messages/conditions.ts';
import type { ApiFailure } from '../../../../main/core/annotation/api.ts';
import { messageOf } from '../../../../main/core/messages/messages.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { CONTEXT } from '../../../support/core/states.ts';
import { everyState } from '../../../support/core/every-state.ts';

const told = (failure: ApiFailure) => messageOf({ kind: 'entitiesNotFound', failure }, CONTEXT);

test('of each answer that is none', () => {
  expect(
    lines({
      unauthorized: told({ kind: 'unauthorized' }),
      'bad request': told({ kind: 'badRequest' }),
      'no such job': told({ kind: 'notFound' }),
      retired: told({ kind: 'retired' }),
      conflict: told({ kind: 'conflict' }),
      'job failed': told({ kind: 'jobFailed' }),
      'too slow': told({ kind: 'tooSlow' }),
      unreadable: told({ kind: 'unreadable' }),
      'rate limited': told({ kind: 'rate_limited' }),
      'for a second': told({ kind: 'rate_limited', retryAfterMs: 1000 }),
      'for a while': told({ kind: 'rate_limited', retryAfterMs: 20_400 }),
      'for long': told({ kind: 'server_error', retryAfterMs: 600_000 }),
      network: told({ kind: 'network' }),
      proxy: told({
        kind: 'proxy_auth',
        proxy: { host: 'proxy.example.com', port: 8080, scheme: 'basic', realm: '', refused: false },
      }),
      issuer: told({ kind: 'tls', issuer: 'Some Company' }),
    }),
  ).toMatchInlineSnapshot(`
    "unauthorized: problem | NERD did not accept the access token | NERD turned the access token down, also after NERD Tray had asked for a new one. Your text is still here, and your session is kept. See in NERD what your account may use, or ask Kensho’s support. [Open NERD in the browser: openNerd]
    bad request: problem | NERD cannot work with this | NERD did not accept what it was given: the text may be too long, or the originating entity unknown. Your text is still here, and your session is kept. Shorten the text, or leave the originating entity out, then try again.
    no such job: problem | NERD lost track of the text | NERD no longer knows the text that it had begun to read. Your text is still here, and your session is kept. Try again.
    retired: problem | NERD does not offer this | NERD answered that there is nothing of this kind at its address. It may have moved. Your text is still here, and your session is kept. Look for a newer NERD Tray, or ask Kensho’s support.
    conflict: problem | NERD is busy with this text | NERD answered that it is reading the same text already. Your text is still here, and your session is kept. Try again in a moment.
    job failed: problem | NERD gave up on this text | NERD began to read the text, and ended without a result. Your text is still here, and your session is kept. Try again, or try a shorter text.
    too slow: problem | It took too long | NERD had not finished within 60 seconds, so NERD Tray called it off. Your text is still here, and your session is kept. Try a shorter text, or try again later.
    unreadable: problem | NERD’s answer could not be read | NERD answered, but not in a form that NERD Tray can read. Your text is still here, and your session is kept. Try again.
    rate limited: problem | NERD asks for a pause | NERD has had many requests and asks to wait. Your text is still here, and your session is kept. Try again in a moment.
    for a second: problem | NERD asks for a pause | NERD has had many requests and asks to wait. Your text is still here, and your session is kept. Try again in 1 second.
    for a while: problem | NERD asks for a pause | NERD has had many requests and asks to wait. Your text is still here, and your session is kept. Try again in 21 seconds.
    for long: problem | NERD has trouble of its own | NERD answered that something went wrong on its side. Your text is still here, and your session is kept. Try again in 10 minutes.
    network: problem | NERD cannot be reached | NERD Tray could not reach NERD. This computer may be offline. Your text is still here, and your session is kept. Try again in a moment.
    proxy: problem | The proxy wants a password | The proxy proxy.example.com:8080 wants a name and a password before it lets NERD Tray through to NERD. Your text is still here, and your session is kept. Refresh the access token, and NERD Tray asks you for them. [Refresh now: refreshNow]
    issuer: problem | The connection is not safe | What answered showed a certificate by “Some Company”, which this computer does not trust, so NERD Tray sent it nothing. If your company inspects the network under that name, its IT can add the certificate to this computer. Your text is still here, and your session is kept. Try again in a moment."
  `);
});

test('of the token: that it could not be tested, and why there is none', () => {
  const without = (name: string) => {
    const state = new Map(everyState()).get(name);
    if (state === undefined) throw new Error(`no state ${name}`);
    return messageOf(noAccessCondition(sessionCondition(state, CONTEXT), CONTEXT), CONTEXT);
  };
  expect(
    lines({
      'not tested': messageOf({ kind: 'tokenNotTested', failure: { kind: 'timeout' } }, CONTEXT),
      'signed out': without('signed out'),
      'first token': without('first token'),
      'no network': without('network with none'),
      rejected: without('rejected with a good token'),
    }),
  ).toMatchInlineSnapshot(`
    "not tested: problem | NERD is not answering | NERD did not answer within 30 seconds. Your session is kept. Try again in a moment.
    signed out: problem | There is no working access token | Connect first, or try again in a moment. [Connect: connect]
    first token: problem | There is no working access token | Connect first, or try again in a moment.
    no network: problem | There is no working access token | NERD Tray could not reach NERD. This computer may be offline. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    rejected: problem | There is no working access token | Your access token works until 11:00. Copy a new refresh token from your Account page and enter it here. [Enter a new refresh token: connect]"
  `);
});
