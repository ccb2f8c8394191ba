import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { Command, CommandKind, CommandOf, CommandResults } from '../../preload/contract/command.ts';
import type { ConnectResult, PlainResult } from '../../preload/contract/command-results.ts';
import type { Message, MessageAction } from '../../preload/contract/message.ts';
import { NO_ANSWER } from '../text/local-messages.ts';

/** The commands that need nothing more than to be sent, and answer that it worked or why not. */
export type PlainCommandKind = {
  [K in CommandKind]: { kind: K } extends CommandOf<K> ? (PlainResult extends CommandResults[K] ? K : never) : never;
}[CommandKind];
/** The commands that connect; why one failed is shown at its field. */
export const CONNECTING = [
  'connect',
  'connectFromClipboard',
  'sendAnyway',
  'connectDemo',
  'connectKeyPair',
] as const satisfies readonly CommandKind[];
/** The commands of what is entered in a field; why one failed is shown there. */
const IN_FIELDS: readonly CommandKind[] = [...CONNECTING, 'takeKey', 'chooseKeyFile'];
export type ConnectFailure = Extract<ConnectResult, { ok: false }>;

interface Failed {
  readonly ok: false;
  readonly message: Message;
}

/** The requests to main that are pending, and why the last one failed. */
export class MainRequests {
  /** Why the last command failed, unless that is shown at its field. It goes when the next command is sent. */
  alert: Message | undefined = $state.raw();
  #pending: Partial<Record<CommandKind, boolean>> = $state({});

  constructor(protected readonly nerd: NerdBridge) {}

  isPending(...kinds: readonly CommandKind[]): boolean {
    return kinds.some((kind) => this.#pending[kind] === true);
  }

  /** True while the command of a message's button is pending. */
  isActionPending(action: MessageAction): boolean {
    if (action === 'connect' || action === 'connectKeyPair' || action === 'answerProxy') return false;
    return this.isPending(action === 'openNerd' || action === 'openStatusPage' ? 'openLink' : action);
  }

  /** Sends one command of each kind at a time; a failure that is not shown at its field becomes the alert. */
  async run<C extends Command>(command: C): Promise<CommandResults[C['kind']] | Failed | undefined> {
    const { kind } = command;
    if (this.isPending(kind)) return undefined;
    this.#pending[kind] = true;
    this.alert = undefined;
    const result = await this.nerd.send(command).catch((): Failed => ({ ok: false, message: NO_ANSWER }));
    this.#pending[kind] = false;
    const atTheField = 'reason' in result && (IN_FIELDS.includes(kind) || result.reason === 'refused');
    if (!result.ok && !atTheField) this.alert = result.message;
    return result;
  }
}

/** Main's result; if main gives none, a failed result that says so. */
export function answerOf<Result>(
  request: Promise<Result>,
): Promise<Result | { readonly ok: false; readonly message: Message }> {
  return request.catch(() => ({ ok: false, message: NO_ANSWER }));
}
