import type { CommandOf } from '../../preload/contract/command.ts';
import type { KeyDescription } from '../../preload/contract/command-results.ts';
import type { Message } from '../../preload/contract/message.ts';
import { CONNECTING, type ConnectFailure, type MainRequests } from './main-requests.svelte.ts';

/** Tries what the user enters to connect with, and holds why it failed: that is shown at its field. */
export class ConnectRequests {
  /** Why the last attempt to connect failed. */
  failure: ConnectFailure | undefined = $state.raw();
  /** Why the text or file is no private key. */
  keyFailure: Message | undefined = $state.raw();

  constructor(private readonly requests: Pick<MainRequests, 'run' | 'isPending'>) {}

  /** True while a credential is being tried. */
  get isPending(): boolean {
    return this.requests.isPending(...CONNECTING);
  }

  /** Tries a refresh token. */
  connect(text: string): Promise<void> {
    return this.#connect({ kind: 'connect', text });
  }

  connectFromClipboard(): Promise<void> {
    return this.#connect({ kind: 'connectFromClipboard' });
  }

  /** Sends the unusual text that main still holds. */
  sendAnyway(): Promise<void> {
    return this.#connect({ kind: 'sendAnyway' });
  }

  connectDemo(): Promise<void> {
    return this.#connect({ kind: 'connectDemo' });
  }

  /** Tries the private key that main holds: the one that it took, or the one that it made. */
  connectKeyPair(clientId: string, key: 'taken' | 'made', kid: string): Promise<void> {
    return this.#connect({ kind: 'connectKeyPair', clientId, key, kid });
  }

  /** Gives main's description of the key that it has taken; undefined if the text is no key. */
  takeKey(text: string): Promise<KeyDescription | undefined> {
    return this.#takeKey({ kind: 'takeKey', text });
  }

  /** The same for a file; undefined also if the user chose none. */
  chooseKeyFile(): Promise<KeyDescription | undefined> {
    return this.#takeKey({ kind: 'chooseKeyFile' });
  }

  /** Forgets the failures, which belong to a page that is left. */
  clear(): void {
    this.#clearFailure();
    this.keyFailure = undefined;
  }

  /** What was wrong with a field no longer is, once something else is entered there. */
  fieldChanged(): void {
    if (this.failure?.reason === 'field') this.#clearFailure();
  }

  /** Lets main drop the text that the failure offered to send: without the offer it is of no use. */
  #clearFailure(): void {
    if (this.failure?.message.action?.kind === 'sendAnyway') void this.requests.run({ kind: 'dropUnusual' });
    this.failure = undefined;
  }

  async #takeKey(command: CommandOf<'takeKey' | 'chooseKeyFile'>): Promise<KeyDescription | undefined> {
    this.keyFailure = undefined;
    const result = await this.requests.run(command);
    if (result?.ok === false && 'reason' in result) this.keyFailure = result.message;
    return result?.ok === true ? result.key : undefined;
  }

  async #connect(command: CommandOf<(typeof CONNECTING)[number]>): Promise<void> {
    if (this.isPending) return;
    this.failure = undefined;
    const result = await this.requests.run(command);
    if (result?.ok === false && 'reason' in result) this.failure = result;
  }
}
