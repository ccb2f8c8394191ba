import type { Command, CommandKind, CommandResults } from '../../../preload/contract/command.ts';
import type { HistoryEvent } from '../../../preload/contract/history.ts';
import type { CredentialKind, DurationMs } from '../../../preload/contract/snapshot.ts';

export interface CommandTiming {
  readonly tookMs: DurationMs;
  /** There was a session before. */
  readonly connected: boolean;
}

/** What the history keeps of a command that was carried out; nothing of most, and of none what was typed. */
export function commandHistory(
  command: Command,
  result: CommandResults[CommandKind],
  asked: CommandTiming,
): HistoryEvent | undefined {
  switch (command.kind) {
    case 'connect':
    case 'connectFromClipboard':
      return connected('refreshToken', result, asked);
    case 'connectDemo':
      return connected('demo', result, asked);
    case 'connectKeyPair':
      return connected('keyPair', result, asked);
    case 'useCredential':
      return { kind: 'switch', to: command.credential, ok: result.ok };
    case 'copyAccessToken': {
      const lasts = 'lastsMs' in result ? { lastsMs: result.lastsMs } : {};
      return { kind: 'copy', ok: result.ok, ...lasts, tookMs: asked.tookMs };
    }
    case 'forget':
      return { kind: 'forget', ...(command.credential && { of: command.credential }), ok: result.ok };
    case 'pause':
      return { kind: 'pause', until: command.until };
    case 'snooze':
      return { kind: 'snooze', until: command.until };
    case 'resume':
      return { kind: 'resume' };
    case 'keepUntried':
    case 'keepInMemory':
    case 'discardCandidate':
    case 'retryKeychain':
    case 'refreshNow':
    case 'clearClipboard':
    case 'answerProxy':
    case 'forgetProxy':
    case 'takeKey':
    case 'chooseKeyFile':
    case 'dropKey':
    case 'makeKeyPair':
    case 'savePublicKey':
    case 'copyKeyEmail':
    case 'discardKeyPair':
    case 'openLink':
    case 'openWindow':
    case 'changeSettings':
    case 'readHistory':
    case 'readDiagnostics':
    case 'copyDiagnostics':
    case 'findEntities':
    case 'cancelFinding':
    case 'copyFindings':
    case 'testToken':
    case 'showClaims':
    case 'readNoTray':
    case 'quit':
      return undefined;
  }
}

function connected(
  account: CredentialKind,
  result: CommandResults[CommandKind],
  { tookMs, connected: renewed }: CommandTiming,
): HistoryEvent {
  const failed = 'reason' in result ? result.reason : 'unexpected';
  return { kind: 'connect', account, renewed, result: result.ok ? 'connected' : failed, tookMs };
}
