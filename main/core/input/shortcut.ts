/** The keys that a shortcut can end with, beside A to Z, 0 to 9 and F1 to F24: Electron's name, and the one people read. */
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

/** In the order in which they are written: Electron's name, elsewhere, on macOS. */
const MODIFIERS = [
  ['Control', 'Ctrl', '⌃'],
  ['Alt', 'Alt', '⌥'],
  ['Shift', 'Shift', '⇧'],
  ['Meta', 'Super', '⌘'],
] as const;

export type Modifier = (typeof MODIFIERS)[number][0];

/** A key with modifiers; `Meta` is the key with the system's sign on it. */
export interface Shortcut {
  readonly modifiers: readonly Modifier[];
  readonly key: string;
}

/** Reads Electron's form of a shortcut (`Control+Shift+K`); undefined if it is none that may be set. */
export function parseShortcut(accelerator: string): Shortcut | undefined {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  const modifiers = MODIFIERS.map(([name]) => name).filter((name) => parts.includes(name));
  const shortcut = { modifiers, key };
  // Nothing twice, nothing unknown, in the one order: two texts are never the same shortcut.
  return isUsable(shortcut) && accelerator === acceleratorOf(shortcut) ? shortcut : undefined;
}

/** Whether it may be set: a key that is known, and with it more than Shift, or typing would set it off. */
export function isUsable({ modifiers, key }: Shortcut): boolean {
  return isKey(key) && modifiers.some((name) => name !== 'Shift');
}

/** In Electron's form (https://www.electronjs.org/docs/latest/api/accelerator). */
export function acceleratorOf({ modifiers, key }: Shortcut): string {
  return [...ordered(modifiers).map(([name]) => name), key].join('+');
}

/** As people write it: Ctrl+Shift+K, on macOS ⌃⇧K. */
export function shortcutLabel({ modifiers, key }: Shortcut, isMac: boolean): string {
  const keyWords = NAMED[key] ?? key;
  const names = ordered(modifiers).map(([, elsewhere, mac]) => (isMac ? mac : elsewhere));
  return isMac ? `${names.join('')}${keyWords}` : [...names, keyWords].join('+');
}

function ordered(modifiers: readonly Modifier[]): (typeof MODIFIERS)[number][] {
  return MODIFIERS.filter(([name]) => modifiers.includes(name));
}

function isKey(key: string): boolean {
  return /^(?:[A-Z\d]|F(?:[1-9]|1\d|2[0-4]))$/u.test(key) || Object.hasOwn(NAMED, key);
}
