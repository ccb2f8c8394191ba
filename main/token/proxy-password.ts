import type { ProxyAddress, ProxyAsk, ProxyChange } from '../../preload/contract/proxy.ts';
import type { KeychainProblem } from '../../preload/contract/session.ts';
import { changeOf, noteTls, type ProxyChallenge } from '../core/token/proxy-challenge.ts';
import type { ProxyPassword, ProxyPasswordStore } from '../ports/credentials.ts';
import type { AskingProxy, ProxyAccount, ProxyLogin, ProxyOutcome } from '../ports/nerd.ts';
import type { Log } from '../ports/storage.ts';

/** Far more ways to ask than one proxy has; the keychain's entry is to stay small. */
const MOST_AGREED = 4;

/**
 * The one name and password for a proxy. A wrong one that is sent again and again gets its account locked, so what was
 * entered is sent in one request only, and saved if that got past the proxy; a password that a proxy has rejected is deleted. What
 * went out by Digest must not go out by Basic unasked: who sits between could ask for that, and read it.
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
  /** How a password was last to go to a proxy, whatever has become of the password. */
  #lastAgreed: (ProxyAddress & { readonly agreed: readonly ProxyChallenge[] }) | undefined;
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

  async answerFor(asking: AskingProxy): Promise<ProxyPassword | undefined> {
    const entered = this.#entered;
    if (entered !== undefined && isSame(entered, asking)) {
      this.#entered = undefined;
      this.#tried = this.#agreedFor(entered, asking);
      return this.#tried;
    }
    // A closed keychain may ask for its own password, so it is not opened anew with each request.
    await (this.#loading ?? this.load());
    const saved = this.#saved;
    if (saved === undefined || !isSame(saved, asking)) return undefined;
    const answer = this.#agreedFor(saved, asking);
    if (answer === undefined || answer === saved) return answer;
    this.#saved = answer;
    this.#save();
    return answer;
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

  askFor(asking: AskingProxy): ProxyAsk {
    const refused = this.#rejectedBy !== undefined && isSame(this.#rejectedBy, asking);
    const changed = this.#changeFor(asking);
    return { ...asking, refused, ...(changed === undefined ? {} : { changed }) };
  }

  saved(): Promise<KeychainProblem | undefined> {
    return this.#saving;
  }

  async forget(): Promise<KeychainProblem | undefined> {
    this.#entered = undefined;
    this.#tried = undefined;
    this.#lastAgreed = undefined;
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

  /** The password with how it may be sent, which a first challenge settles; undefined if not to this one. */
  #agreedFor(password: ProxyPassword, { scheme, realm, overTls }: ProxyChallenge): ProxyPassword | undefined {
    const asked = { scheme, realm, overTls };
    const agreed = noteTls(asked, password.agreed ?? [asked]);
    this.#lastAgreed = { ...addressOf(password), agreed };
    if (changeOf(asked, agreed) !== undefined) return undefined;
    return password.agreed === agreed ? password : { ...password, agreed };
  }

  #changeFor(asking: AskingProxy): ProxyChange | undefined {
    const saved = this.#saved !== undefined && isSame(this.#saved, asking) ? this.#saved.agreed : undefined;
    const last =
      this.#lastAgreed !== undefined && isSame(this.#lastAgreed, asking) ? this.#lastAgreed.agreed : undefined;
    const agreed = saved ?? last;
    return agreed && changeOf(asking, agreed);
  }

  #saveAccepted(password: ProxyPassword): void {
    const before = this.#saved;
    this.#isLoaded = true;
    this.#saved =
      before !== undefined && isSameSecret(before, password) ? withAgreed(password, before.agreed) : password;
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

function isSameSecret(one: ProxyPassword, other: ProxyPassword): boolean {
  return isSame(one, other) && one.name === other.name && one.password === other.password;
}

/** One that is sent in several ways stays agreed in each, or a proxy that takes turns would ask for ever. */
function withAgreed(password: ProxyPassword, before: readonly ProxyChallenge[] = []): ProxyPassword {
  const agreed = password.agreed ?? [];
  const others = before.filter((one) => changeOf(one, agreed) !== undefined);
  return { ...password, agreed: [...agreed, ...others].slice(0, MOST_AGREED) };
}

function isSame(one: ProxyAddress, other: ProxyAddress): boolean {
  return one.host === other.host && one.port === other.port;
}
