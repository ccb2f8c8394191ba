import { DBusError, Variant } from '@jellybrick/dbus-next';
import type { BusClient } from './bus-client.ts';

/** Names of the Secret Service specification 0.2. */
export const SECRETS = 'org.freedesktop.secrets';
const PATH = '/org/freedesktop/secrets';
const SERVICE = 'org.freedesktop.Secret.Service';
const COLLECTION = 'org.freedesktop.Secret.Collection';
const ITEM = 'org.freedesktop.Secret.Item';
const GNOME = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface';

/** An entry as it is stored in the keyring. */
export interface KeyringEntry {
  readonly label: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly secret: string;
}

/** A secret as `(oayays)`: its session, parameters, value, and content type. */
type Secret = [string, Uint8Array, Uint8Array, string];

/** A Secret Service client of the tests, which sees what the app has really stored. */
export class SecretService {
  readonly #client: BusClient;

  constructor(client: BusClient) {
    this.#client = client;
  }

  /** Gives every entry of every collection; rejects while a collection is locked. */
  async entries(): Promise<readonly KeyringEntry[]> {
    const door = await this.#open();
    const { Collections: collections } = await this.#client.properties(SECRETS, PATH, SERVICE);
    const entries: KeyringEntry[] = [];
    for (const collection of collections as string[]) {
      const { Items: items } = await this.#client.properties(SECRETS, collection, COLLECTION);
      for (const item of items as string[]) {
        const entry = await this.#entry(item, door);
        if (entry !== undefined) entries.push(entry);
      }
    }
    return entries;
  }

  /** Makes another collection without a prompt, by gnome-keyring's own door for that; gives its path. */
  async createCollection(label: string, password: string): Promise<string> {
    const properties = { [`${COLLECTION}.Label`]: new Variant('s', label) };
    const [path] = await this.#client.call(
      [SECRETS, PATH, GNOME, 'CreateWithMasterPassword'],
      'a{sv}(oayays)',
      properties,
      await this.#plain(password),
    );
    return String(path);
  }

  /** Makes a collection the default one, into which programs store. */
  async setDefault(collection: string): Promise<void> {
    await this.#client.call([SECRETS, PATH, SERVICE, 'SetAlias'], 'so', 'default', collection);
  }

  /** Puts an entry into a collection, the default one unless said. */
  async store({ label, attributes, secret }: KeyringEntry, into?: string): Promise<void> {
    const properties = {
      [`${ITEM}.Label`]: new Variant('s', label),
      [`${ITEM}.Attributes`]: new Variant('a{ss}', attributes),
    };
    const value = await this.#plain(secret);
    const collection = into ?? (await this.#default());
    await this.#client.call([SECRETS, collection, COLLECTION, 'CreateItem'], 'a{sv}(oayays)b', properties, value, true);
  }

  /** Gives the default collection's path; undefined if there is none yet. */
  async defaultCollection(): Promise<string | undefined> {
    const [path] = await this.#client.call([SECRETS, PATH, SERVICE, 'ReadAlias'], 's', 'default');
    return path === '/' ? undefined : String(path);
  }

  async isLocked(collection?: string): Promise<boolean> {
    const path = collection ?? (await this.#default());
    const { Locked: locked } = await this.#client.properties(SECRETS, path, COLLECTION);
    return locked === true;
  }

  /** Locks a collection, the default one unless said. */
  async lock(collection?: string): Promise<void> {
    await this.#client.call([SECRETS, PATH, SERVICE, 'Lock'], 'ao', [collection ?? (await this.#default())]);
  }

  /** Unlocks a collection, the default one unless said, without a prompt, by gnome-keyring's own interface for that. */
  async unlock(password: string, collection?: string): Promise<void> {
    await this.#client.call(
      [SECRETS, PATH, GNOME, 'UnlockWithMasterPassword'],
      'o(oayays)',
      collection ?? (await this.#default()),
      await this.#plain(password),
    );
  }

  async #plain(text: string): Promise<Secret> {
    return [await this.#open(), Buffer.alloc(0), Buffer.from(text), 'text/plain'];
  }

  async #default(): Promise<string> {
    const path = await this.defaultCollection();
    if (path === undefined) throw new Error('The keyring has no default collection');
    return path;
  }

  /** Opens what the specification calls a session, in which secrets are sent unencrypted over the private bus. */
  async #open(): Promise<string> {
    const [, path] = await this.#client.call(
      [SECRETS, PATH, SERVICE, 'OpenSession'],
      'sv',
      'plain',
      new Variant('s', ''),
    );
    return String(path);
  }

  /** Gives an entry; undefined if it was deleted since it was listed. */
  async #entry(item: string, door: string): Promise<KeyringEntry | undefined> {
    try {
      const { Label: label, Attributes: attributes } = await this.#client.properties(SECRETS, item, ITEM);
      const [secret] = await this.#client.call([SECRETS, item, ITEM, 'GetSecret'], 'o', door);
      const [, , value] = secret as Secret;
      return {
        label: String(label),
        attributes: attributes as Record<string, string>,
        secret: Buffer.from(value).toString(),
      };
    } catch (error) {
      if (error instanceof DBusError && /No such (?:interface|object)|Object does not exist/u.test(error.message))
        return undefined;
      throw error;
    }
  }
}
