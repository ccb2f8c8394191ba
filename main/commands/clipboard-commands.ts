import type { CopyResult } from '../../preload/contract/command-results.ts';
import type { RequestedPage } from '../../preload/contract/snapshot.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { CopyOutcome } from '../copy/copy-token.ts';
import type { Copying } from '../copy/copying.ts';
import { copiedCondition, noTokenCondition, sessionCondition } from '../core/messages/conditions.ts';
import { messageOf } from '../core/messages/messages.ts';
import { failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

export interface ClipboardCommandParts extends ResultParts {
  readonly copying: Pick<Copying, 'copy'> & { readonly guard: Pick<ClipboardGuard, 'clear'> };
  /** Opens the window, and rechecks what is due. */
  readonly openWindow: (page: RequestedPage) => void;
}

/** The commands that copy the access token, and clear it from the clipboard. */
export function createClipboardCommands(parts: ClipboardCommandParts): Handlers<'copyAccessToken' | 'clearClipboard'> {
  const { service, copying, context } = parts;
  const failed = failuresIn(context);

  const copyResult = (outcome: CopyOutcome): CopyResult => {
    switch (outcome.kind) {
      case 'copied': {
        const { expiresAt, lastsMs, waited } = outcome;
        return {
          ok: true,
          expiresAt,
          lastsMs,
          waited,
          message: messageOf(copiedCondition(lastsMs, expiresAt), context()),
        };
      }
      case 'noToken':
        return failed(noTokenCondition(sessionCondition(service.state, context()), context()));
      case 'notWritten':
        return outcome.why === 'needsWindow' ? failed({ kind: 'onlyFromWindow' }) : failed({ kind: 'clipboardFailed' });
    }
  };

  return {
    async copyAccessToken({ format }) {
      const outcome = await copying.copy(format);
      if (outcome.kind === 'notWritten' && outcome.why === 'needsWindow') parts.openWindow('copyHere');
      return copyResult(outcome);
    },
    clearClipboard: async () => ((await copying.guard.clear()) ? OK : failed({ kind: 'notCleared' })),
  };
}
