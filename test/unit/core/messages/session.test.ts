import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import { sessionCondition, type MessageContext } from '../../../../main/core/messages/conditions.ts';
import type { TokenState } from '../../../../main/core/token/state.ts';
import { DAY_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { newWeek, weekSnapshot } from '../../../../main/core/week/week.ts';
import { messageOf } from '../../../../main/core/messages/messages.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { ACTIVE, connected, CONTEXT, ELEVEN, EXPIRED_TOKEN, VALID_TOKEN, NOW } from '../../../support/core/states.ts';
import { BARE, everyState } from '../../../support/core/every-state.ts';

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

function stateMessage(state: TokenState, context: MessageContext): Message {
  return messageOf(sessionCondition(state, context), context);
}

function stateLines(states: readonly (readonly [string, TokenState])[]): string {
  return lines(Object.fromEntries(states.map(([name, state]) => [name, stateMessage(state, CONTEXT)])));
}

const named = new Map(everyState());

test('of the session', () => {
  const names = ['reading', 'signed out', 'active', 'first token', 'refreshing', 'between tokens'];
  names.push('fetched when copied', 'active, just ended', 'memory since locked', 'keychain locked');
  const doubt = (held: typeof VALID_TOKEN | undefined): TokenState =>
    connected({ kind: 'retrying', failure: { kind: 'refused' }, attempt: 1, rejections: 1, retryAt: ELEVEN, held });
  const states = names.map((name) => [name, named.get(name) ?? connected(ACTIVE)] as const);
  expect(
    stateLines([
      ...states,
      ['right after the end', connected({ kind: 'active', held: VALID_TOKEN, refreshAt: ELEVEN + MINUTE_MS })],
      ['at the end', connected({ kind: 'active', held: VALID_TOKEN, refreshAt: ELEVEN })],
      ['refused once', doubt(VALID_TOKEN)],
      ['refused once, nothing left', doubt(EXPIRED_TOKEN)],
    ]),
  ).toMatchInlineSnapshot(`
    "reading: busy | Opening the keychain | Looking for what you connected with. Your computer may ask you to unlock the keychain.
    signed out: calm | Not connected | Enter a refresh token once, and a fresh access token is always one click away. [Connect: connect]
    active: calm | Everything is fine | NERD Tray fetches the next access token at 10:45, before this one ends.
    first token: busy | Refreshing | Asking NERD for an access token.
    refreshing: busy | Refreshing | Your access token works until 11:00.
    between tokens: busy | Refreshing | The last access token has just ended. NERD Tray fetches the next one at 10:18; Copy fetches it at once.
    fetched when copied: calm | Ready to copy | NERD’s access tokens last only some minutes now, so NERD Tray fetches one when you copy.
    active, just ended: busy | Refreshing | There is no working access token right now; your refresh token is kept.
    memory since locked: attention | Kept until you quit | Your refresh token is in memory only, and gone when NERD Tray quits. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again. [Try the keychain again: retryKeychain]
    keychain locked: problem | The keychain is locked | The login keyring is locked. Unlock it in “Passwords and Keys”, then try again. [Try the keychain again: retryKeychain]
    right after the end: calm | Everything is fine | NERD Tray fetches the next access token right after this one ends, at 11:01.
    at the end: calm | Everything is fine | NERD Tray fetches the next access token right after this one ends, at 11:00.
    refused once: attention | NERD said no, once | NERD refused your refresh token just now. Your access token works until 11:00. NERD Tray asks once more at 11:00 before it believes that. [Try now: refreshNow]
    refused once, nothing left: attention | NERD said no, once | NERD refused your refresh token just now. There is no working access token right now; your refresh token is kept. NERD Tray asks once more at 11:00 before it believes that. [Try now: refreshNow]"
  `);
});

test('of each failure, with a token that still works and with none', () => {
  const failing = everyState().filter(([name]) => / with (?:none|a good token)$/u.test(name));
  expect(stateLines(failing)).toMatchInlineSnapshot(`
    "rejected with a good token: problem | The week of your refresh token is over | Your access token works until 11:00. Copy a new refresh token from your Account page and enter it here. [Enter a new refresh token: connect]
    refused with a good token: attention | NERD said no, once | NERD refused your refresh token just now. Your access token works until 11:00. NERD Tray asks once more at 10:19 before it believes that. [Try now: refreshNow]
    refused with none: attention | NERD said no, once | NERD refused your refresh token just now. There is no working access token right now; your refresh token is kept. NERD Tray asks once more at 10:19 before it believes that. [Try now: refreshNow]
    network with a good token: attention | NERD cannot be reached | NERD Tray could not reach NERD. This computer may be offline. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    network with none: problem | NERD cannot be reached | NERD Tray could not reach NERD. This computer may be offline. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    timeout with a good token: attention | NERD is not answering | NERD did not answer within 30 seconds. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    timeout with none: problem | NERD is not answering | NERD did not answer within 30 seconds. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    tls with a good token: attention | The connection is not safe | What answered could not prove that it is NERD, so NERD Tray sent it nothing. A wrong date on this computer can be the reason. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    tls with none: problem | The connection is not safe | What answered could not prove that it is NERD, so NERD Tray sent it nothing. A wrong date on this computer can be the reason. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    proxy with a good token: attention | The proxy is in the way | The proxy of your network did not let NERD Tray through to NERD, or could not reach it. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    proxy with none: problem | The proxy is in the way | The proxy of your network did not let NERD Tray through to NERD, or could not reach it. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    proxy_down with a good token: attention | The proxy cannot be reached | This computer’s settings send NERD Tray through a proxy, and that proxy could not be reached. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    proxy_down with none: problem | The proxy cannot be reached | This computer’s settings send NERD Tray through a proxy, and that proxy could not be reached. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    proxy_auth with a good token: attention | The proxy wants a password | The proxy of your network wants a name and a password before it lets NERD Tray through to NERD. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    proxy_auth with none: problem | The proxy wants a password | The proxy of your network wants a name and a password before it lets NERD Tray through to NERD. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    rate_limited with a good token: attention | NERD asks for a pause | NERD has had many requests and asks to wait. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    rate_limited with none: problem | NERD asks for a pause | NERD has had many requests and asks to wait. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    server_error with a good token: attention | NERD has trouble of its own | NERD answered that something went wrong on its side. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    server_error with none: problem | NERD has trouble of its own | NERD answered that something went wrong on its side. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    not_nerd with a good token: attention | Something other than NERD answered | Something other than NERD answered. A sign-in page of your network may be in the way. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    not_nerd with none: problem | Something other than NERD answered | Something other than NERD answered. A sign-in page of your network may be in the way. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    malformed_response with a good token: attention | NERD’s answer could not be read | NERD answered, but without an access token that can be read. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    malformed_response with none: problem | NERD’s answer could not be read | NERD answered, but without an access token that can be read. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]
    unexpected with a good token: attention | Something went wrong here | NERD Tray made a mistake while it asked NERD. Your access token works until 11:00. The next try is at 10:19. [Try now: refreshNow]
    unexpected with none: problem | Something went wrong here | NERD Tray made a mistake while it asked NERD. There is no working access token right now; your refresh token is kept. The next try is at 10:19. [Try now: refreshNow]"
  `);
});

test('of a refusal without a reason, before and after it is shown as a rejection', () => {
  const states = everyState().filter(([name]) => name === 'perhaps rejected' || name === 'rejected without a reason');
  const messages = Object.fromEntries(states.map(([name, state]) => [name, stateMessage(state, CONTEXT)]));
  const ended = connected({ kind: 'rejected', held: VALID_TOKEN, bare: { ...BARE, recheckAt: undefined } });
  expect(lines({ ...messages, 'for the last time': stateMessage(ended, CONTEXT) })).toMatchInlineSnapshot(`
    "perhaps rejected: attention | NERD may have rejected your refresh token | The answer was a no without a reason, so something else on your network may have sent it. Your access token works until 11:00. NERD Tray tries again at 10:19. [Try again: tryAgain]
    rejected without a reason: problem | NERD rejected your refresh token | It gave no reason, so something else on your network may be in the way. There is no working access token right now. NERD Tray tries again at 11:18. [Try again: tryAgain]
    for the last time: problem | NERD rejected your refresh token | It gave no reason, so something else on your network may be in the way. Your access token works until 11:00. [Try again: tryAgain]"
  `);
});

test('of a rejection, at the end of the week and before', () => {
  const rejected = (held: typeof VALID_TOKEN): TokenState => connected({ kind: 'rejected', held });
  const week = weekSnapshot(newWeek(NOW - DAY_MS));
  const over = weekSnapshot(newWeek(NOW - 8 * DAY_MS));
  expect(
    lines({
      'not known': stateMessage(rejected(VALID_TOKEN), CONTEXT),
      over: stateMessage(rejected(EXPIRED_TOKEN), { ...CONTEXT, week: over }),
      before: stateMessage(rejected(EXPIRED_TOKEN), { ...CONTEXT, week }),
      'before, one works': stateMessage(rejected(VALID_TOKEN), { ...CONTEXT, week }),
    }),
  ).toMatchInlineSnapshot(`
    "not known: problem | The week of your refresh token is over | Your access token works until 11:00. Copy a new refresh token from your Account page and enter it here. [Enter a new refresh token: connect]
    over: problem | The week of your refresh token is over | There is no working access token right now. Copy a new refresh token from your Account page and enter it here. [Enter a new refresh token: connect]
    before: problem | NERD has ended your refresh token | NERD no longer accepts it, before its week was over; a newer one may have replaced it. There is no working access token right now. Copy a new refresh token from your Account page and enter it here. [Enter a new refresh token: connect]
    before, one works: problem | NERD has ended your refresh token | NERD no longer accepts it, before its week was over; a newer one may have replaced it. Your access token works until 11:00. Copy a new refresh token from your Account page and enter it here. [Enter a new refresh token: connect]"
  `);
});
