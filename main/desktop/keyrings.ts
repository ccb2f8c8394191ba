import type { Keyrings } from '../ports/keyrings.ts';
import { DBUS, type SessionBus } from './session-bus.ts';

// Names of the Secret Service specification 0.2.
// https://specifications.freedesktop.org/secret-service-spec/latest/
const SECRETS = 'org.freedesktop.secrets';
const PATH = '/org/freedesktop/secrets';
const SERVICE = 'org.freedesktop.Secret.Service';
const COLLECTION = 'org.freedesktop.Secret.Collection';
const ITEM = 'org.freedesktop.Secret.Item';
/** The object path that stands for none. */
const NONE = '/';
/** A longer name would hide the rest of the sentence that it stands in. */
const MOST_LABEL_CHARACTERS = 40;

/** The keyrings on this session bus. */
export function createKeyrings(bus: SessionBus): Keyrings {
  const property = async (path: string, iface: string, name: string): Promise<unknown> => {
    const target = [SECRETS, path, 'org.freedesktop.DBus.Properties', 'Get'] as const;
    const answer = await bus.call(target, 'ss', iface, name);
    return answer.ok ? (answer.body[0] as { readonly value?: unknown }).value : undefined;
  };
  return {
    async find(service, account) {
      const answer = await bus.call([SECRETS, PATH, SERVICE, 'SearchItems'], 'a{ss}', { service, account });
      if (!answer.ok) return undefined;
      const [open, locked] = answer.body;
      return { open: paths(open), locked: paths(locked) };
    },
    async default() {
      const answer = await bus.call([SECRETS, PATH, SERVICE, 'ReadAlias'], 's', 'default');
      const [path] = answer.ok ? answer.body : [];
      return typeof path === 'string' && path !== NONE ? path : undefined;
    },
    async modifiedAt(entry) {
      // A D-Bus `t`, which the library gives as a BigInt.
      return Number((await property(entry, ITEM, 'Modified')) ?? 0);
    },
    async delete(entry) {
      await bus.call([SECRETS, entry, ITEM, 'Delete']);
    },
    async label(keyring) {
      const label = await property(keyring, COLLECTION, 'Label');
      return typeof label === 'string' ? shownLabel(label) : undefined;
    },
    async isLocked(keyring) {
      return (await property(keyring, COLLECTION, 'Locked')) === true;
    },
    onChange(listener) {
      const service = { sender: SECRETS, path: PATH, interface: SERVICE };
      const stops = [
        ...['CollectionChanged', 'CollectionCreated', 'CollectionDeleted'].map((member) =>
          bus.listen({ ...service, member }, listener),
        ),
        bus.listen({ sender: DBUS[0], interface: DBUS[2], member: 'NameOwnerChanged', arg0: SECRETS }, (signal) => {
          // The new owner; without one the service has gone.
          if (signal.body[2] !== '') listener();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function paths(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((path) => typeof path === 'string') : [];
}

/** A keyring's name is anybody's text: on one line, and not too long. */
function shownLabel(label: string): string | undefined {
  const line = label.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (line === '') return undefined;
  // By code points, so that none is cut in two.
  const characters = Array.from(line);
  return characters.length > MOST_LABEL_CHARACTERS ? `${characters.slice(0, MOST_LABEL_CHARACTERS).join('')}…` : line;
}
