import type { KeychainProblem, ProxyAddress } from '../../preload/contract/snapshot.ts';
import type {
  Log,
  ProxyAccount,
  ProxyLogin,
  ProxyOutcome,
  ProxyPassword,
  ProxyPasswordStore,
  Stored,
} from '../ports.ts';

/**
 * The one name and password for a proxy. A wrong one that is sent again and again gets its account locked, so what was
 * entered is sent in one request only, and kept if that got past the proxy; what a proxy has refused is deleted.
 */
export class ProxyPasswordKeeper implements ProxyLogin, ProxyAccount {
  #entered: ProxyPassword | undefined;
  /** It has got a request past its proxy, in this run or an earlier one. */
  #kept: ProxyPassword | undefined;
  /** The keychain did not take it. */
  #inMemoryOnly = false;
  /** What is held is newer than what the keychain might still say. */
  #isLoaded = false;
  #loading: Promise<void> | undefined;
  #refusedBy: ProxyAddress | undefined;
  #saving: Promise<KeychainProblem | undefined> = Promise.resolve(undefined);

  constructor(
    private readonly store: ProxyPasswordStore,
    private readonly log: Log,
  ) {}

  get kept(): ProxyAddress | undefined {
    return this.#kept && addressOf(this.#kept);
  }

  load(): Promise<void> {
    if (this.#isLoaded) return Promise.resolve();
    this.#loading = this.#read();
    return this.#loading;
  }

  enter(password: ProxyPassword): void {
    this.#entered = password;
    this.#refusedBy = undefined;
  }

  async answerFor(proxy: ProxyAddress): Promise<ProxyPassword | undefined> {
    const entered = this.#entered;
    if (entered !== undefined && isSame(entered, proxy)) {
      this.#entered = undefined;
      return entered;
    }
    // A closed keychain may ask for its own password, so it is not opened anew with each request.
    await (this.#loading ?? this.load());
    return this.#kept !== undefined && isSame(this.#kept, proxy) ? this.#kept : undefined;
  }

  ended(sent: ProxyPassword, outcome: ProxyOutcome): void {
    if (outcome === 'accepted' && sent !== this.#kept) this.#keep(sent);
    if (outcome !== 'refused') return;
    this.#refusedBy = addressOf(sent);
    if (sent === this.#kept) void this.#drop();
  }

  wasRefused(proxy: ProxyAddress): boolean {
    return this.#refusedBy !== undefined && isSame(this.#refusedBy, proxy);
  }

  saved(): Promise<KeychainProblem | undefined> {
    return this.#saving;
  }

  async forget(): Promise<KeychainProblem | undefined> {
    this.#entered = undefined;
    await this.#saving;
    const removed = await this.store.remove();
    if (!removed.ok && !this.#inMemoryOnly) return removed.why;
    this.#isLoaded = true;
    this.#kept = undefined;
    return undefined;
  }

  async #read(): Promise<void> {
    const stored = await this.store.read();
    if (this.#isLoaded || (!stored.ok && stored.why !== 'unreadable')) return;
    this.#isLoaded = true;
    if (stored.ok) this.#kept = stored.value;
    else this.log.event('entryNotRead', { slot: 'proxy' });
  }

  #keep(password: ProxyPassword): void {
    this.#isLoaded = true;
    this.#kept = password;
    this.#refusedBy = undefined;
    this.#saving = this.store.write(password).then((stored) => {
      this.#inMemoryOnly = !stored.ok;
      return problem(stored);
    });
  }

  async #drop(): Promise<void> {
    this.#isLoaded = true;
    this.#kept = undefined;
    const removed = await this.store.remove();
    if (!removed.ok) this.log.event('entryNotRemoved', { slot: 'proxy', why: removed.why });
  }
}

function problem(stored: Stored<undefined>): KeychainProblem | undefined {
  return stored.ok ? undefined : stored.why;
}

function addressOf({ host, port }: ProxyAddress): ProxyAddress {
  return { host, port };
}

function isSame(one: ProxyAddress, other: ProxyAddress): boolean {
  return one.host === other.host && one.port === other.port;
}
