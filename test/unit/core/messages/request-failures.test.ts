import { expect, test } from 'vitest';
import { failureAction, FAILURE_TEXTS, failureText } from '../../../../main/core/messages/request-failures.ts';
import { PROXY } from '../../../support/core/every-state.ts';

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of the failures of a refresh', () => {
  const all = Object.entries(FAILURE_TEXTS).map(([kind, { title, happened }]) => `${kind}: ${title} | ${happened}`);
  expect(all.join('\n')).toMatchInlineSnapshot(`
    "refused: NERD did not accept this refresh token | NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it.
    network: NERD cannot be reached | NERD Tray could not reach NERD. This computer may be offline.
    timeout: NERD is not answering | NERD did not answer within 30 seconds.
    tls: The connection is not safe | What answered could not prove that it is NERD, so NERD Tray sent it nothing. A wrong date on this computer can be the reason.
    proxy: The proxy is in the way | The proxy of your network did not let NERD Tray through to NERD, or could not reach it.
    proxy_down: The proxy cannot be reached | This computer’s settings send NERD Tray through a proxy, and that proxy could not be reached.
    proxy_auth: The proxy wants a password | The proxy of your network wants a name and a password before it lets NERD Tray through to NERD.
    rate_limited: NERD asks for a pause | NERD has had many requests and asks to wait.
    server_error: NERD has trouble of its own | NERD answered that something went wrong on its side.
    not_nerd: Something other than NERD answered | Something other than NERD answered. A sign-in page of your network may be in the way.
    malformed_response: NERD’s answer could not be read | NERD answered, but without an access token that can be read.
    unexpected: Something went wrong here | NERD Tray made a mistake while it asked NERD."
  `);
});

test('a certificate that is not trusted is told with the name of its issuer', () => {
  expect(failureText({ kind: 'tls', issuer: 'Some Company' }).happened).toContain('a certificate by “Some Company”');
  expect(failureText({ kind: 'tls' })).toEqual(FAILURE_TEXTS.tls);
});

test('a proxy that asks is told with its address, and whether it has rejected a password', () => {
  const asks = failureText({ kind: 'proxy_auth', proxy: { ...PROXY, refused: false } });
  const refused = failureText({ kind: 'proxy_auth', proxy: { ...PROXY, refused: true } });
  const address = `${PROXY.host}:${PROXY.port}`;
  expect([asks.happened, refused.happened].filter((text) => text.includes(address))).toHaveLength(2);
  expect(asks.title).toBe(FAILURE_TEXTS.proxy_auth.title);
  expect(refused.title).not.toBe(asks.title);
});

test('only a proxy that asks has a button that helps more than another try', () => {
  expect(failureAction({ kind: 'proxy_auth', proxy: PROXY })).toMatchObject({ kind: 'answerProxy' });
  expect(failureAction({ kind: 'network' })).toBeUndefined();
});
