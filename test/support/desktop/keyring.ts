import { randomBytes } from 'node:crypto';
import type { BusClient } from './bus-client.ts';
import { ChangeNotifier, WAIT_LIMIT_MS } from './change-notifier.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { SECRETS, SecretService, type KeyringEntry } from './secret-service.ts';

/** The path of the collection that gnome-keyring makes when it is started unlocked. */
const LOGIN = '/org/freedesktop/secrets/collection/login';

/** A keyring beside the one that the desktop has. */
export interface OtherKeyring {
  /** Makes it the one into which programs store. */
  makeDefault(): Promise<void>;
  store(entry: KeyringEntry): Promise<void>;
  lock(): Promise<void>;
  unlock(): Promise<void>;
}

/** The desktop's own gnome-keyring. Its files outlive a stop, so it has the same entries when it is started again. */
export class Keyring {
  readonly #env: NodeJS.ProcessEnv;
  readonly #service: SecretService;
  readonly #changes = new ChangeNotifier();
  /** The keyring's password; with an empty one gnome-keyring would store in plain text. */
  readonly #password = randomBytes(24).toString('base64url');
  #owned = false;
  #daemon: Daemon | undefined;

  private constructor(client: BusClient, env: NodeJS.ProcessEnv) {
    this.#env = env;
    this.#service = new SecretService(client);
  }

  /** Makes a keyring that is not running yet; see {@link start}. */
  static async create(client: BusClient, env: NodeJS.ProcessEnv): Promise<Keyring> {
    const keyring = new Keyring(client, env);
    await client.onOwnerChange((name, owner) => {
      if (name !== SECRETS) return;
      keyring.#owned = owner !== '';
      keyring.#changes.notify();
    });
    return keyring;
  }

  /** Starts it unlocked, with a default collection, and waits until it answers. */
  async start(): Promise<void> {
    if (this.#daemon !== undefined) throw new Error('The keyring runs already');
    const args = ['--foreground', '--unlock', '--components=secrets'];
    this.#daemon = startDaemon('gnome-keyring-daemon', args, { env: this.#env, input: this.#password });
    await this.#daemon.orExit(this.#waitForOwner(true));
    if ((await this.#service.defaultCollection()) === undefined) throw new Error('gnome-keyring made no collection');
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    await this.#end((daemon) => daemon.stop());
  }

  /** Ends it in the middle of whatever it does (SIGKILL). */
  async kill(): Promise<void> {
    await this.#end((daemon) => daemon.kill());
  }

  /** Locks it. There is nobody to prompt, so only {@link unlock} opens it again. */
  async lock(): Promise<void> {
    await this.#service.lock();
    if (!(await this.#service.isLocked())) throw new Error('The keyring did not lock');
  }

  async unlock(): Promise<void> {
    await this.#service.unlock(this.#password);
    if (await this.#service.isLocked()) throw new Error('The keyring did not unlock');
  }

  /** Stops it (SIGSTOP): it keeps its name on the bus, and answers nothing any more. */
  freeze(): void {
    this.#running().child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#running().child.kill('SIGCONT');
  }

  /** Makes a second, unlocked keyring beside the default one, as a person does in “Passwords and Keys”. */
  async addKeyring(label: string): Promise<OtherKeyring> {
    const service = this.#service;
    const password = randomBytes(24).toString('base64url');
    const path = await service.createCollection(label, password);
    return {
      makeDefault: () => service.setDefault(path),
      store: (entry) => service.store(entry, path),
      async lock() {
        await service.lock(path);
        if (!(await service.isLocked(path))) throw new Error(`The keyring “${label}” did not lock`);
      },
      async unlock() {
        await service.unlock(password, path);
        if (await service.isLocked(path)) throw new Error(`The keyring “${label}” did not unlock`);
      },
    };
  }

  /** Makes the keyring with which it was started the default one again. */
  async makeDefault(): Promise<void> {
    await this.#service.setDefault(LOGIN);
  }

  /** Puts an entry into it, as another program does. */
  store(entry: KeyringEntry): Promise<void> {
    return this.#service.store(entry);
  }

  /** Gives everything that is stored, by a Secret Service client of its own. */
  entries(): Promise<readonly KeyringEntry[]> {
    return this.#service.entries();
  }

  #running(): Daemon {
    if (this.#daemon === undefined) throw new Error('The keyring is not running');
    return this.#daemon;
  }

  async #end(how: (daemon: Daemon) => Promise<void>): Promise<void> {
    if (this.#daemon === undefined) return;
    await how(this.#daemon);
    this.#daemon = undefined;
    await this.#waitForOwner(false);
  }

  async #waitForOwner(owned: boolean): Promise<void> {
    const what = owned ? 'the keyring to answer' : 'the keyring to be gone';
    await this.#changes.until(
      what,
      () => this.#owned === owned || undefined,
      WAIT_LIMIT_MS,
      () => this.#daemon?.errorOutput(),
    );
  }
}
