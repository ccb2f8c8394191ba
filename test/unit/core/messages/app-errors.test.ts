import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import { messageOf, type Condition } from '../../../../main/core/messages/messages.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { CONTEXT } from '../../../support/core/states.ts';

const told = (condition: Condition): Message => messageOf(condition, CONTEXT);

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of errors of the app itself', () => {
  expect(
    lines({
      unexpected: told({ kind: 'unexpected' }),
      surprise: told({ kind: 'surprise' }),
      'no answer': told({ kind: 'noAnswer' }),
      'no room to start': told({ kind: 'nowhereToWrite' }),
      'the first one is stuck': told({ kind: 'alreadyStuck' }),
      start: told({ kind: 'couldNotStart', reason: undefined }),
      'start, known': told({ kind: 'couldNotStart', reason: 'A setting is unsafe.' }),
    }),
  ).toMatchInlineSnapshot(`
    "unexpected: problem | Something went wrong here | NERD Tray made a mistake. Nothing is lost. Try again.
    surprise: attention | Something went wrong in NERD Tray | NERD Tray goes on, and your session is kept. If something looks wrong, quit it and start it again.
    no answer: problem | That did not work | NERD Tray gave no answer. Nothing is lost. If it happens again, quit NERD Tray and start it anew.
    no room to start: problem | NERD Tray could not start | It can’t write anything on this computer: the disk may be full or read-only. What your keychain holds stays there. Make room, then start NERD Tray again.
    the first one is stuck: problem | NERD Tray isn’t answering | It’s already running, but seems to be stuck. Nothing is lost. Try again in a minute. If it’s still stuck, end NERD Tray in your system’s task manager, then start it again.
    start: problem | NERD Tray could not start | The reason is not known. What your keychain holds stays there. Start NERD Tray again.
    start, known: problem | NERD Tray could not start | A setting is unsafe. What your keychain holds stays there. Correct or unset that setting, then start NERD Tray again."
  `);
});
