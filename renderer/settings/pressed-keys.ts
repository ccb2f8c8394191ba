import type { Modifier } from '../../main/core/input/shortcut.ts';

/** The part of a `KeyboardEvent` (UI Events §3.7) that a shortcut is made of. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const ARROW = /^Arrow(?<direction>Up|Down|Left|Right)$/u;
const MODIFIER_KEYS = ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'OS', 'CapsLock', 'NumLock', 'Dead'];

/** What is held and pressed, in Electron's names; no key while only modifiers are held. */
export function pressedKeys(event: Pressed): {
  readonly modifiers: readonly Modifier[];
  readonly key: string | undefined;
} {
  const held: readonly (readonly [Modifier, boolean])[] = [
    ['Control', event.ctrlKey],
    ['Alt', event.altKey],
    ['Shift', event.shiftKey],
    ['Meta', event.metaKey],
  ];
  return { modifiers: held.filter(([, isHeld]) => isHeld).map(([name]) => name), key: keyName(event) };
}

function keyName({ key, code }: Pressed): string | undefined {
  // Shift changes the character of a digit, and Option (macOS) that of a letter too, so the physical key counts.
  const digit = /^Digit(\d)$/u.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (/^[a-z]$/iu.test(key)) return key.toUpperCase();
  if (key === ' ') return 'Space';
  const direction = ARROW.exec(key)?.groups?.['direction'];
  if (direction !== undefined) return direction;
  if (MODIFIER_KEYS.includes(key) && !code.startsWith('Key')) return undefined;
  return /^Key([A-Z])$/u.exec(code)?.[1] ?? key;
}
