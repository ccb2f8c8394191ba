import type { ProxyAddress } from '../../preload/contract/proxy.ts';
import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { ProxyPassword, ProxyPasswordStore } from '../ports/credentials.ts';
import type { ProxyAccount, ProxyLogin, ProxyOutcome } from '../ports/nerd.ts';
import type { Log } from '../ports/storage.ts';

/**
 * The one name and password for a proxy. A wrong one that is sent again and again gets its account locked, so what was
 * entered is sent in one request only, and saved if that got past the proxy; a password that a proxy has rejected is deleted.
 */
export class ProxyPasswordKeeper implements ProxyLogin, ProxyAccount {
  #entered: ProxyPassword | undefined;
  /** It is out in the one request that it is sent in, unless it was forgotten meanwhile. */
  #tried: ProxyPassword | undefined;
  /** It has got a request past its proxy, in this run or an earlier one. */
  #saved: ProxyPassword | undefined;
  /** The keychain may hold something else than what is to be saved. */
  #isBehind = false;
  /** What is held is newer than what the keychain might still say. */
  #isLoaded = false;
  #loading: Promise<void> | undefined;
  #rejectedBy: ProxyAddress | undefined;
  #saving: Promise<KeychainProblem | undefined> = Promise.resolve(undefined);

  constructor(
    private readonly store: ProxyPasswordStore,
    private readonly log: Log,
  ) {}

  get savedFor(): ProxyAddress | undefined {
    return this.#saved && addressOf(this.#saved);
  }

  load(): Promise<void> {
    if (this.#isLoaded) {
      if (this.#isBehind) this.#save();
      return Promise.resolve();
    }
    this.#loading = this.#read();
    return this.#loading;
  }

  enter(password: ProxyPassword): void {
    this.#entered = password;
    this.#rejectedBy = undefined;
  }

  async answerFor(proxy: ProxyAddress): Promise<ProxyPassword | undefined> {
    const entered = this.#entered;
    if (entered !== undefined && isSame(entered, proxy)) {
      this.#entered = undefined;
      this.#tried = entered;
      return entered;
    }
    // A closed keychain may ask for its own password, so it is not opened anew with each request.
    await (this.#loading ?? this.load());
    return this.#saved !== undefined && isSame(this.#saved, proxy) ? this.#saved : undefined;
  }

  ended(sent: ProxyPassword, outcome: ProxyOutcome): void {
    if (outcome === 'accepted' && sent === this.#tried) this.#saveAccepted(sent);
    if (sent === this.#tried) this.#tried = undefined;
    if (outcome !== 'refused') return;
    this.#rejectedBy = addressOf(sent);
    if (sent !== this.#saved) return;
    this.#saved = undefined;
    this.#save();
  }

  wasRefused(proxy: ProxyAddress): boolean {
    return this.#rejectedBy !== undefined && isSame(this.#rejectedBy, proxy);
  }

  saved(): Promise<KeychainProblem | undefined> {
    return this.#saving;
  }

  async forget(): Promise<KeychainProblem | undefined> {
    this.#entered = undefined;
    this.#tried = undefined;
    await this.#saving;
    const removed = await this.store.remove();
    if (!removed.ok && !this.#isBehind) return removed.why;
    this.#isLoaded = true;
    this.#isBehind = !removed.ok;
    this.#saved = undefined;
    return undefined;
  }

  async #read(): Promise<void> {
    const stored = await this.store.read();
    if (this.#isLoaded || (!stored.ok && stored.why !== 'unreadable')) return;
    this.#isLoaded = true;
    if (stored.ok) this.#saved = stored.value;
    else this.log.event('entryNotRead', { slot: 'proxy' });
  }

  #saveAccepted(password: ProxyPassword): void {
    this.#isLoaded = true;
    this.#saved = password;
    this.#rejectedBy = undefined;
    this.#save();
  }

  /** Brings the keychain up to date. A rejected password that stayed in it would be sent again after the next start. */
  #save(): void {
    const saved = this.#saved;
    this.#isBehind = true;
    const changed = saved === undefined ? this.store.remove() : this.store.write(saved);
    this.#saving = changed.then((stored) => {
      if (this.#saved === saved) this.#isBehind = !stored.ok;
      if (stored.ok) return undefined;
      if (saved !== undefined) return stored.why;
      this.log.event('entryNotRemoved', { slot: 'proxy', why: stored.why });
      return undefined;
    });
  }
}

function addressOf({ host, port }: ProxyAddress): ProxyAddress {
  return { host, port };
}

function isSame(one: ProxyAddress, other: ProxyAddress): boolean {
  return one.host === other.host && one.port === other.port;
}
