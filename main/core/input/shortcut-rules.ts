import type { ShortcutRefusal } from '../../../preload/contract/settings.ts';
import type { OperatingSystem } from '../../../preload/contract/snapshot.ts';
import { acceleratorOf, isKnownKey, type Modifier, type Shortcut } from './shortcut.ts';

/** The system by Node's name for it; any other Unix counts as Linux. */
export function operatingSystem(platform: string): OperatingSystem {
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'macos' : 'linux';
}

/** The shortcut that is suggested on this system. */
export function suggestedShortcut(system: OperatingSystem): string {
  return system === 'macos' ? 'Control+Alt+Meta+N' : 'Control+Shift+F9';
}

/** Says why a shortcut cannot be chosen on this system; undefined if it can. One that was chosen before stays. */
export function shortcutRefusal(shortcut: Shortcut, system: OperatingSystem): ShortcutRefusal | undefined {
  const { modifiers, key } = shortcut;
  if (!isKnownKey(key)) return 'key';
  const has = (name: Modifier): boolean => modifiers.includes(name);
  const functionKey = /^F(?<number>\d+)$/u.exec(key)?.groups?.['number'];
  const needed = functionKey === undefined ? 2 : Number(functionKey) > 12 ? 0 : 1;
  // Shift alone only changes what a key types.
  if (needed > 0 && !modifiers.some((name) => name !== 'Shift')) return needed === 1 ? 'oneModifier' : 'twoModifiers';
  const accelerator = acceleratorOf(shortcut);
  if (isOfSystem(shortcut, accelerator, system)) return 'system';
  if (modifiers.length < needed) return 'twoModifiers';
  const isCtrlAlt = has('Control') && has('Alt') && !has('Meta');
  if (system === 'windows' && isCtrlAlt && CHARACTER.test(key)) return 'altGr';
  return (system === 'macos' ? EVERYBODYS_ON_MAC : EVERYBODYS).has(accelerator) ? 'everybody' : undefined;
}

const CHARACTER = /^(?:[A-Z\d]|Space)$/u;

function isOfSystem({ modifiers, key }: Shortcut, accelerator: string, system: OperatingSystem): boolean {
  if (SYSTEMS[system].has(accelerator)) return true;
  switch (system) {
    case 'linux':
      // The kernel's consoles, by Ctrl+Alt+F1 to F12 (console_codes(4)).
      return (modifiers.includes('Meta') && modifiers.length === 1) || /^Control\+Alt\+F\d+$/u.test(accelerator);
    case 'windows':
      // Windows keeps its logo key to itself (learn.microsoft.com, RegisterHotKey).
      return modifiers.includes('Meta');
    case 'macos':
      // Mission Control moves between spaces and windows by Control and an arrow.
      return modifiers.includes('Control') && modifiers.length === 1 && ARROWS.includes(key);
  }
}

const ARROWS: readonly string[] = ['Up', 'Down', 'Left', 'Right'];

/** By the systems' own lists: GNOME's, KDE's and Xfce's defaults; Microsoft's and Apple's pages of keyboard shortcuts. */
const SYSTEMS: Readonly<Record<OperatingSystem, ReadonlySet<string>>> = {
  linux: new Set([
    ...['Alt+F1', 'Alt+F2', 'Alt+F3', 'Alt+F4', 'Alt+F5', 'Alt+F6', 'Alt+F7', 'Alt+F8', 'Alt+F9', 'Alt+F10', 'Alt+F11'],
    ...['Alt+F12', 'Alt+Space', 'Control+Alt+Delete', 'Control+Alt+L', 'Control+Alt+T', 'Control+Alt+D'],
    ...ARROWS.flatMap((arrow) => [`Control+Alt+${arrow}`, `Control+Alt+Shift+${arrow}`]),
  ]),
  windows: new Set(['Alt+F4', 'Alt+Space', 'Control+Alt+Delete', 'Control+F4']),
  macos: new Set([
    ...['Shift+Meta+3', 'Shift+Meta+4', 'Shift+Meta+5', 'Shift+Meta+6', 'Control+Shift+Meta+3', 'Control+Shift+Meta+4'],
    ...['Control+Meta+Space', 'Control+Meta+Q', 'Control+Meta+F', 'Control+Meta+D', 'Alt+Meta+Space', 'Alt+Meta+D'],
    ...['Shift+Meta+Q', 'Alt+Shift+Meta+Q', 'Meta+Space', 'Control+Space', 'Control+Alt+Space', 'Alt+Meta+F5'],
    ...['Control+F1', 'Control+F2', 'Control+F3', 'Control+F4', 'Control+F5', 'Control+F6', 'Control+F7', 'Control+F8'],
  ]),
};

/** What browsers, editors and terminals have in common. */
const EVERYBODYS: ReadonlySet<string> = new Set([
  ...['C', 'V', 'X', 'Z', 'A', 'S', 'N', 'T', 'W', 'I', 'P', 'R', 'B', 'F', 'O', 'Q', 'Delete'].map(
    (key) => `Control+Shift+${key}`,
  ),
  ...[...ARROWS, 'Home', 'End', 'PageUp', 'PageDown'].map((key) => `Control+Shift+${key}`),
  ...['Control+F4', 'Control+F5', 'Control+F6', 'Control+F10'],
]);

const EVERYBODYS_ON_MAC: ReadonlySet<string> = new Set([
  ...['Z', 'S', 'N', 'T', 'V', 'P', 'R', 'W', 'A', 'F', 'B', 'C', 'H', 'I', 'O'].map((key) => `Shift+Meta+${key}`),
  ...['V', 'I', 'J', 'U', 'H', 'M', 'W', 'C', 'F'].map((key) => `Alt+Meta+${key}`),
  ...[...ARROWS, 'Home', 'End'].flatMap((key) => [`Shift+Meta+${key}`, `Alt+Meta+${key}`, `Alt+Shift+${key}`]),
]);
