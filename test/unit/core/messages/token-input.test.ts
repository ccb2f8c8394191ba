import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import { candidateCondition, pasteCondition } from '../../../../main/core/messages/conditions.ts';
import { messageOf, type Condition } from '../../../../main/core/messages/messages.ts';
import type { Candidate } from '../../../../main/core/token/state.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { CONTEXT, ELEVEN, VALID_TOKEN, NOW } from '../../../support/core/states.ts';

const told = (condition: Condition): Message => messageOf(condition, CONTEXT);

function candidateMessage(candidate: Candidate | undefined, isConnected: boolean): Message | undefined {
  const condition = candidateCondition(candidate, isConnected, CONTEXT);
  return condition && messageOf(condition, CONTEXT);
}

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of what was pasted', () => {
  expect(
    lines({
      empty: told(pasteCondition('empty', undefined)),
      tooLong: told(pasteCondition('tooLong', undefined)),
      none: told(pasteCondition('none', undefined)),
      several: told(pasteCondition('several', undefined)),
      notAscii: told(pasteCondition('notAscii', undefined)),
      'private key': told(pasteCondition('privateKey', undefined)),
      unusual: told({ kind: 'pastedUnusual', length: 43 }),
      controlCharacters: told(pasteCondition('controlCharacters', undefined)),
      'access token': told(pasteCondition('accessToken', undefined)),
      'access token, good': told(pasteCondition('accessToken', ELEVEN)),
      'access token, ended': told(pasteCondition('accessToken', NOW)),
    }),
  ).toMatchInlineSnapshot(`
    "empty: attention | Nothing to connect with | There is no text here. Copy the refresh token from your Account page in NERD, then paste it.
    tooLong: attention | Too long for a refresh token | A refresh token is one short line, and this is far longer. Copy just the refresh token from your Account page.
    none: attention | Not a refresh token | That doesn’t look like a refresh token. Nothing was sent. Copy just the refresh token from your Account page.
    several: attention | More than one token | There’s more than one possible token here. Nothing was sent. Copy just the refresh token from your Account page.
    notAscii: attention | Not a refresh token | A refresh token has only plain letters, digits and signs. Nothing was sent. Copy just the refresh token from your Account page.
    private key: attention | That is a private key | That’s a private key, not a refresh token. Nothing was sent. To connect with it, open “Key pair (production)”.
    unusual: attention | An unusual refresh token | That doesn’t look like a refresh token: one word, 43 characters. Nothing was sent. [Send anyway: sendAnyway]
    controlCharacters: attention | Not a refresh token | This text has characters that no refresh token has. Copy just the refresh token from your Account page.
    access token: attention | That is an access token | This is an access token, which works for an hour at most. NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you.
    access token, good: attention | That is an access token | This is an access token, which works for another 42 min, until 11:00. NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you.
    access token, ended: attention | That is an access token | This is an access token, and it has already ended. NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you."
  `);
});

test('of a token that was entered, beside a session and without', () => {
  const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
  const failure = { kind: 'network' } as const;
  const answer = { ok: true, accessToken: VALID_TOKEN.value, jwtExpiresAt: VALID_TOKEN.expiresAt } as const;
  const candidates: Record<string, Candidate> = {
    trying: { kind: 'trying', facts, savedForLater: false, attempt: 0 },
    unreachable: { kind: 'unreachable', facts, failure },
    'found untried': { kind: 'savedForLater', facts, failure: undefined, attempt: 0, retryAt: ELEVEN },
    untried: { kind: 'savedForLater', facts, failure, attempt: 1, retryAt: ELEVEN },
    'not stored': { kind: 'notStored', facts, why: 'locked', answer, requestedAt: NOW },
    refused: { kind: 'rejected', facts },
  };
  const all = Object.entries(candidates).flatMap(([name, candidate]) => [
    [name, candidateMessage(candidate, false)],
    [`${name}, session`, candidateMessage(candidate, true)],
  ]);
  expect(lines(Object.fromEntries(all) as Record<string, Message | undefined>)).toMatchInlineSnapshot(`
    "trying: —
    trying, session: —
    unreachable: attention | NERD cannot be reached | NERD Tray could not reach NERD. This computer may be offline. The refresh token could not be tried, so it is not known whether it works. You can keep it, and NERD Tray tries it later. [Keep it and try later: saveForLater]
    unreachable, session: attention | NERD cannot be reached | NERD Tray could not reach NERD. This computer may be offline. The refresh token could not be tried, so it is not known whether it works. Your session goes on as before. You can keep it, and NERD Tray tries it later. [Keep it and try later: saveForLater]
    found untried: attention | A refresh token waits to be tried | The refresh token you kept is tried again at 11:00.
    found untried, session: attention | A refresh token waits to be tried | Your session goes on as before. The refresh token you kept is tried again at 11:00.
    untried: attention | A refresh token waits to be tried | NERD Tray could not reach NERD. This computer may be offline. The refresh token you kept is tried again at 11:00.
    untried, session: attention | A refresh token waits to be tried | NERD Tray could not reach NERD. This computer may be offline. Your session goes on as before. The refresh token you kept is tried again at 11:00.
    not stored: problem | The keychain is locked | NERD accepted the refresh token, but it could not be stored. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again. Or use it until you quit; it is never written to a file. [Use it until I quit: keepInMemory]
    not stored, session: problem | The keychain is locked | NERD accepted the refresh token, but it could not be stored. Your session goes on as before. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again. Or use it until you quit; it is never written to a file. [Use it until I quit: keepInMemory]
    refused: problem | NERD did not accept this refresh token | NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it. Copy the one that your Account page in NERD shows now. [Open NERD in the browser: openNerd]
    refused, session: problem | NERD did not accept this refresh token | NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it. Your session goes on as before. Copy the one that your Account page in NERD shows now. [Open NERD in the browser: openNerd]"
  `);
  expect(candidateMessage(undefined, true)).toBeUndefined();
});

test('of a credential that is not tried any further, or is saved in memory only', () => {
  const locked = { why: 'locked', system: 'gnome' } as const;
  expect(
    lines({
      overtaken: told({ kind: 'overtaken' }),
      'kept in memory': told({ kind: 'waitingInMemory', what: 'refreshToken', ...locked }),
    }),
  ).toMatchInlineSnapshot(`
    "overtaken: calm | Not tried any further | Another one was entered meanwhile.
    kept in memory: attention | The keychain is locked | The refresh token is kept in memory only, until you quit. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again."
  `);
});
