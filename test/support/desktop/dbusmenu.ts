import { Variant } from '@jellybrick/dbus-next';
import { plain, type BusClient } from './bus-client.ts';

/** The menu protocol of tray items (libdbusmenu, com.canonical.dbusmenu.xml). */
export const DBUSMENU = 'com.canonical.dbusmenu';

export interface MenuItem {
  readonly id: number;
  /** Without the underscore that marks a mnemonic; '' for a separator. */
  readonly label: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly separator: boolean;
  /** Undefined if it is neither a checkbox nor a radio item. */
  readonly checked: boolean | undefined;
  readonly children: readonly MenuItem[];
}

type Layout = [id: number, properties: Record<string, Variant>, children: Variant<Layout>[]];

/** Reads the whole menu; the root itself has no label. */
export async function readMenu(client: BusClient, owner: string, path: string): Promise<readonly MenuItem[]> {
  const [, layout] = await client.call([owner, path, DBUSMENU, 'GetLayout'], 'iias', 0, -1, []);
  return toItem(layout as Layout).children;
}

/** Clicks the item as a tray host does. */
export async function clickMenuItem(client: BusClient, owner: string, path: string, id: number): Promise<void> {
  await client.call([owner, path, DBUSMENU, 'Event'], 'isvu', id, 'clicked', new Variant('i', 0), 0);
}

/** The item with this label, at any depth. */
export function findMenuItem(items: readonly MenuItem[], label: string): MenuItem | undefined {
  for (const item of items) {
    const found = item.label === label ? item : findMenuItem(item.children, label);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Left-out properties have the defaults of the protocol: enabled, visible, no toggle. */
function toItem([id, variants, children]: Layout): MenuItem {
  const properties = plain(variants);
  return {
    id,
    label: typeof properties['label'] === 'string' ? withoutMnemonic(properties['label']) : '',
    enabled: properties['enabled'] !== false,
    visible: properties['visible'] !== false,
    separator: properties['type'] === 'separator',
    checked: typeof properties['toggle-type'] === 'string' ? properties['toggle-state'] === 1 : undefined,
    children: children.map((child) => toItem(child.value)),
  };
}

/** `_C` marks the mnemonic, `__` stands for an underscore. */
function withoutMnemonic(label: string): string {
  return label.replace(/_(.?)/gu, '$1');
}
