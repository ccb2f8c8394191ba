import type { CopyFormat } from '../../preload/contract/copy-format.ts';
import type { CopyResult } from '../../preload/contract/command-results.ts';
import type { AskedPage } from '../../preload/contract/snapshot.ts';
import type { CopyOutcome } from '../copy/copy-token.ts';
import { copiedCondition, noTokenCondition, sessionCondition } from '../core/messages/conditions.ts';
import { messageOf } from '../core/messages/messages.ts';
import { failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

export interface ClipboardCommandParts extends ResultParts {
  readonly copy: (format?: CopyFormat) => Promise<CopyOutcome>;
  /** Takes a copy from the clipboard; false if it is still there. */
  readonly clearClipboard: () => Promise<boolean>;
  readonly openWindow: (page: AskedPage) => void;
}

/** What a person does with the access token's way through the clipboard. */
export function createClipboardCommands(parts: ClipboardCommandParts): Handlers<'copyAccessToken' | 'clearClipboard'> {
  const { service, context } = parts;
  const failed = failuresIn(context);

  const copyResult = (outcome: CopyOutcome): CopyResult => {
    switch (outcome.kind) {
      case 'copied': {
        const { expiresAt, lastsMs, waited } = outcome;
        return { ok: true, expiresAt, lastsMs, waited, message: messageOf(copiedCondition(lastsMs), context()) };
      }
      case 'noToken':
        return failed(noTokenCondition(sessionCondition(service.state, context()), context()));
      case 'notWritten':
        return outcome.why === 'needsWindow' ? failed({ kind: 'onlyFromWindow' }) : failed({ kind: 'clipboardFailed' });
    }
  };

  return {
    async copyAccessToken({ format }) {
      const outcome = await parts.copy(format);
      if (outcome.kind === 'notWritten' && outcome.why === 'needsWindow') parts.openWindow('copyHere');
      return copyResult(outcome);
    },
    clearClipboard: async () => ((await parts.clearClipboard()) ? OK : failed({ kind: 'notCleared' })),
  };
}
