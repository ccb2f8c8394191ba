/** The keys that a shortcut can end with beside A to Z, 0 to 9 and F1 to F24: Electron's name, and the label. */
const NAMED: Readonly<Record<string, string>> = {
  Space: 'Space',
  Insert: 'Insert',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
};

/** The modifiers in the order in which they are written: Electron's name, the label, and the label on macOS. */
const MODIFIERS = [
  ['Control', 'Ctrl', '⌃'],
  ['Alt', 'Alt', '⌥'],
  ['Shift', 'Shift', '⇧'],
  ['Meta', 'Super', '⌘'],
] as const;

export type Modifier = (typeof MODIFIERS)[number][0];

/** A key with modifiers. `Meta` is the key with the system's logo. */
export interface Shortcut {
  readonly modifiers: readonly Modifier[];
  readonly key: string;
}

/**
 * Parses Electron's form of a shortcut (`Control+Shift+K`); undefined if it is none that can work. What may be chosen is
 * less: see `shortcutRefusal`.
 */
export function parseShortcut(accelerator: string): Shortcut | undefined {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  const modifiers = MODIFIERS.map(([name]) => name).filter((name) => parts.includes(name));
  const shortcut = { modifiers, key };
  // Each modifier is known, comes once and in its order, so that two texts never mean the same shortcut.
  return canWork(shortcut) && accelerator === acceleratorOf(shortcut) ? shortcut : undefined;
}

/** A key that types something needs another modifier than Shift; F13 to F24 are on few keyboards, and type nothing. */
function canWork({ modifiers, key }: Shortcut): boolean {
  return isKnownKey(key) && (/^F(?:1[3-9]|2[0-4])$/u.test(key) || modifiers.some((name) => name !== 'Shift'));
}

/** A shortcut in Electron's form (https://www.electronjs.org/docs/latest/api/accelerator). */
export function acceleratorOf({ modifiers, key }: Shortcut): string {
  return [...ordered(modifiers).map(([name]) => name), key].join('+');
}

/** A shortcut as people write it: Ctrl+Shift+K, on macOS ⌃⇧K. */
export function shortcutLabel({ modifiers, key }: Shortcut, isMac: boolean): string {
  const keyWords = NAMED[key] ?? key;
  const names = ordered(modifiers).map(([, elsewhere, mac]) => (isMac ? mac : elsewhere));
  return isMac ? `${names.join('')}${keyWords}` : [...names, keyWords].join('+');
}

function ordered(modifiers: readonly Modifier[]): (typeof MODIFIERS)[number][] {
  return MODIFIERS.filter(([name]) => modifiers.includes(name));
}

/** Whether a shortcut can end with this key, in Electron's name. */
export function isKnownKey(key: string): boolean {
  return /^(?:[A-Z\d]|F(?:[1-9]|1\d|2[0-4]))$/u.test(key) || Object.hasOwn(NAMED, key);
}
