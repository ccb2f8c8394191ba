import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { ConnectResult } from '../../preload/contract/command.ts';
import type { Message, MessageAction } from '../../preload/contract/snapshot.ts';
import { NO_ANSWER } from '../text/local-messages.ts';

/** The bridge's verbs that ask main to do something. */
export type Verb = Exclude<keyof NerdBridge, 'snapshot' | 'onSnapshot'>;
/** Those that need nothing more, and answer that it worked or why not. */
export type PlainVerb = Exclude<
  Verb,
  | 'connect'
  | 'takeKey'
  | 'chooseKeyFile'
  | 'connectKeyPair'
  | 'useCredential'
  | 'forget'
  | 'answerProxy'
  | 'pause'
  | 'snooze'
  | 'openLink'
  | 'changeSettings'
  | 'copyAccessToken'
  | 'readHistory'
  | 'readDiagnostics'
  | 'copyDiagnostics'
  | 'copyKeyEmail'
  | 'findEntities'
  | 'copyFindings'
  | 'testToken'
  | 'showClaims'
>;
/** The ways to connect: what comes of them stands at the field. */
export const CONNECTING = [
  'connect',
  'connectFromClipboard',
  'connectDemo',
  'connectKeyPair',
] as const satisfies readonly Verb[];
/** What is given in a field is answered there. */
const IN_FIELDS: readonly Verb[] = [...CONNECTING, 'takeKey', 'chooseKeyFile'];
export type ConnectFailure = Extract<ConnectResult, { ok: false }>;

interface Failed {
  readonly ok: false;
  readonly message: Message;
}

/** What has been asked of main and not answered yet, and why the last thing failed. */
export class MainRequests {
  /** Why the last command failed, unless that stands at the field. */
  note: Message | undefined = $state.raw();
  #pending: Partial<Record<Verb, boolean>> = $state({});

  isPending(...verbs: readonly Verb[]): boolean {
    return verbs.some((verb) => this.#pending[verb] === true);
  }

  /** True while what a message's button asked for is under way. */
  isActing(action: MessageAction): boolean {
    if (action === 'connect' || action === 'connectKeyPair' || action === 'answerProxy') return false;
    return this.isPending(action === 'openNerd' || action === 'openStatusPage' ? 'openLink' : action);
  }

  /** One at a time for each verb; a failure that does not stand at the field becomes the note. */
  protected async run<Result extends { readonly ok: true } | Failed>(
    verb: Verb,
    ask: () => Promise<Result>,
  ): Promise<Result | Failed | undefined> {
    if (this.isPending(verb)) return undefined;
    this.#pending[verb] = true;
    this.note = undefined;
    const result = await ask().catch((): Failed => ({ ok: false, message: NO_ANSWER }));
    this.#pending[verb] = false;
    const atTheField = 'reason' in result && (IN_FIELDS.includes(verb) || result.reason === 'refused');
    if (!result.ok && !atTheField) this.note = result.message;
    return result;
  }
}

/** Main's result; that main gave none is a result too. */
export function answerOf<Result>(
  request: Promise<Result>,
): Promise<Result | { readonly ok: false; readonly message: Message }> {
  return request.catch(() => ({ ok: false, message: NO_ANSWER }));
}
