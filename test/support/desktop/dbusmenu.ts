import { Variant } from '@jellybrick/dbus-next';
import { plain, type BusClient } from './bus-client.ts';

/** The interface of the menu protocol of tray items (libdbusmenu, com.canonical.dbusmenu.xml). */
export const DBUSMENU = 'com.canonical.dbusmenu';

/** An item of a menu, with the items below it. */
export interface MenuItem {
  readonly id: number;
  /** The label without the underscore that marks a mnemonic; '' for a separator. */
  readonly label: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly separator: boolean;
  /** Whether it is checked; undefined if it is neither a checkbox nor a radio item. */
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

/** Gives the item with this label, at any depth; undefined if there is none. */
export function findMenuItem(items: readonly MenuItem[], label: string): MenuItem | undefined {
  for (const item of items) {
    const found = item.label === label ? item : findMenuItem(item.children, label);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads an item; properties that are left out have the protocol's defaults: enabled, visible, no toggle. */
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

/** Removes the mark of the mnemonic (`_C`); `__` stands for an underscore. */
function withoutMnemonic(label: string): string {
  return label.replace(/_(.?)/gu, '$1');
}
