import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { Command, CommandKind, CommandOf, CommandResults } from '../../preload/contract/command.ts';
import type { ConnectResult, PlainResult } from '../../preload/contract/command-results.ts';
import type { Message, MessageAction } from '../../preload/contract/message.ts';
import { NO_ANSWER } from '../text/local-messages.ts';

/** The commands that need nothing more than to be sent, and answer that it worked or why not. */
export type PlainCommandKind = {
  [K in CommandKind]: { kind: K } extends CommandOf<K> ? (PlainResult extends CommandResults[K] ? K : never) : never;
}[CommandKind];
/** The ways to connect: what comes of them stands at the field. */
export const CONNECTING = [
  'connect',
  'connectFromClipboard',
  'connectDemo',
  'connectKeyPair',
] as const satisfies readonly CommandKind[];
/** What is given in a field is answered there. */
const IN_FIELDS: readonly CommandKind[] = [...CONNECTING, 'takeKey', 'chooseKeyFile'];
export type ConnectFailure = Extract<ConnectResult, { ok: false }>;

interface Failed {
  readonly ok: false;
  readonly message: Message;
}

/** What has been asked of main and not answered yet, and why the last thing failed. */
export class MainRequests {
  /** Why the last command failed, unless that stands at the field. */
  alert: Message | undefined = $state.raw();
  #pending: Partial<Record<CommandKind, boolean>> = $state({});

  constructor(protected readonly nerd: NerdBridge) {}

  isPending(...kinds: readonly CommandKind[]): boolean {
    return kinds.some((kind) => this.#pending[kind] === true);
  }

  /** True while what a message's button asked for is under way. */
  isActionPending(action: MessageAction): boolean {
    if (action === 'connect' || action === 'connectKeyPair' || action === 'answerProxy') return false;
    return this.isPending(action === 'openNerd' || action === 'openStatusPage' ? 'openLink' : action);
  }

  /** Sends one command of each kind at a time; a failure that does not stand at the field becomes the alert. */
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

/** Main's result; that main gave none is a result too. */
export function answerOf<Result>(
  request: Promise<Result>,
): Promise<Result | { readonly ok: false; readonly message: Message }> {
  return request.catch(() => ({ ok: false, message: NO_ANSWER }));
}
