/** What the user can set. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  /** What a plain click on the tray icon does. */
  readonly trayClick: 'openWindow' | 'copyAccessToken';
  /** When the user may be warned of the week's end. */
  readonly workingHours: WorkingHours;
  /** Whether a copy from tray or shortcut is told in a notification, too. */
  readonly notifyCopies: boolean;
  /** Whether to tell when the access token that was copied last has expired. */
  readonly tellCopiedEnd: boolean;
  /** Whether the time left stands beside the tray icon, where there is room for it (macOS). */
  readonly trayTitle: boolean;
  /** The format that was used last, for window and tray. */
  readonly copyFormat: CopyFormat;
  /** When a copied access token is cleared from the clipboard. */
  readonly clearCopy: ClearCopy;
  /** The global shortcut that copies, as Electron writes an accelerator (`Control+Shift+K`); null: none. */
  readonly copyShortcut: string | null;
  /** Whether the app starts when the user logs in. The system alone knows, so it is stored there and nowhere else. */
  readonly launchAtLogin: boolean;
}

/** Seconds after the copy, and on quitting; `off`: never. */
export type ClearCopy = 'off' | '30s' | '60s' | '120s' | '300s';

/** The settings that the app itself stores. */
export type PersistedSettings = Omit<Settings, 'launchAtLogin'>;

/** When people are at work, in their own time zone. Hours from 0 to 24, weekdays from 1 (Monday) to 7 (Sunday, ISO 8601). */
export interface WorkingHours {
  readonly fromHour: number;
  readonly toHour: number;
  readonly weekdays: readonly number[];
}

/**
 * What the system says of launching the app at login. `needsApproval`: asked for, but not until the user allows it in
 * the system's own settings (macOS). `unavailable`: there is no way here.
 */
export type LoginItemState = 'on' | 'off' | 'needsApproval' | 'unavailable';

/**
 * Why a shortcut cannot be chosen. `key`: no shortcut ends with this key. `oneModifier` and `twoModifiers`: typing would
 * trigger it. `altGr`: Ctrl+Alt is AltGr on Windows, and types a character on some keyboards. `system`: the system has
 * it. `everybody`: most programs have it for something else.
 */
export type ShortcutRefusal = 'key' | 'oneModifier' | 'twoModifiers' | 'altGr' | 'system' | 'everybody';

/** Why a shortcut cannot be had: another program has it, or the desktop gives none away. */
export type ShortcutProblem = 'taken' | 'wayland';

/** What a copy puts on the clipboard: the bare access token, or something that is ready to use with it. */
export type CopyFormat = 'token' | 'header' | 'curl' | 'python' | 'powershell' | 'env';
