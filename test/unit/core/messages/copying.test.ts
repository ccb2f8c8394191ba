import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import { copiedCondition, noTokenCondition } from '../../../../main/core/messages/conditions.ts';
import { messageOf, type Condition } from '../../../../main/core/messages/messages.ts';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { CONTEXT, ELEVEN, NOW } from '../../../support/core/states.ts';

const told = (condition: Condition): Message => messageOf(condition, CONTEXT);

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of a copy', () => {
  const without = (session: Condition): Message => told(noTokenCondition(session, CONTEXT));
  expect(
    lines({
      long: told(copiedCondition(5 * MINUTE_MS, NOW + 5 * MINUTE_MS)),
      short: told(copiedCondition(5 * MINUTE_MS - 1, NOW + 5 * MINUTE_MS - 1)),
      clipboard: told({ kind: 'clipboardFailed' }),
      diagnostics: told({ kind: 'diagnosticsNotCopied' }),
      ended: told({ kind: 'copiedHasEnded', endedAt: NOW }),
      problem: without({
        kind: 'retrying',
        what: 'refreshToken',
        failure: { kind: 'network' },
        retryAt: ELEVEN,
        validUntil: undefined,
      }),
      attention: without({ kind: 'rejectedOnce', what: 'refreshToken', retryAt: ELEVEN, validUntil: undefined }),
      busy: without({ kind: 'refreshing', validUntil: undefined }),
      calm: without({ kind: 'fetchedOnCopy' }),
      paused: without({ kind: 'paused', untilAt: undefined, validUntil: undefined }),
      'not connected': without({ kind: 'notConnected' }),
    }),
  ).toMatchInlineSnapshot(`
    "long: calm | Copied | Valid until 10:23.
    short: attention | Copied | Valid until 10:22. That’s in 4 min. NERD has none that’s valid longer right now.
    clipboard: problem | Not copied | The clipboard did not take the access token. Another program may be holding it. The access token itself works. Try again.
    diagnostics: problem | Not copied | The clipboard did not take the diagnostics. Another program may be holding it. You can still read them here. Try again.
    ended: attention | The access token you copied has ended | It ended at 10:18. [Copy a fresh one: copyAccessToken]
    problem: problem | Not copied | NERD Tray could not reach NERD. This computer may be offline. There is no working access token right now; your refresh token is kept. The next try is at 11:00. [Try now: refreshNow]
    attention: problem | Not copied | NERD refused your refresh token just now. There is no working access token right now; your refresh token is kept. NERD Tray asks once more at 11:00 before it believes that. [Try now: refreshNow]
    busy: problem | Not copied | There is no working access token yet. Try again in a moment.
    calm: problem | Not copied | There is no working access token yet. Try again in a moment.
    paused: problem | Not copied | There is no working access token yet. Try again in a moment. [Resume: resume]
    not connected: problem | Not copied | Connect first: NERD Tray has no refresh token. [Connect: connect]"
  `);
});
