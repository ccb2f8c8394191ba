import type { LoginItemState, ShortcutProblem } from '../../preload/contract/settings.ts';

export type ChosenFile =
  | { readonly kind: 'chosen'; readonly name: string; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed' };

export type Saved = 'saved' | 'cancelled' | 'failed';

/** The files that the user chooses in the system's own dialogs. Never rejects. */
export interface FileDialogs {
  /** The file of a private key. What is longer than `limitBytes` is cut off one byte later. */
  chooseKey(limitBytes: number): Promise<ChosenFile>;
  savePublicKey(pem: string): Promise<Saved>;
  /** Saves a calendar file (iCalendar, RFC 5545). */
  saveCalendar(text: string): Promise<Saved>;
}

/** How the system starts the app when the user logs in. Nothing of it throws. */
export interface LoginItem {
  /** As it is now: the user may change it elsewhere, too. */
  state(): LoginItemState;
  /** False if the system did not take it. */
  change(on: boolean): boolean;
  /** Where it is on, but starts the program from where it was before it was moved, puts that right. */
  keepUp(): void;
  /** Whether this very process was started so, where the command line does not say it. */
  startedAtLogin(): boolean;
}

/**
 * `needsWindow`: this desktop takes a text only from a window that is in use (Wayland), and none of ours is. `failed`:
 * another text came back than was written.
 */
export type ClipboardWrite = 'written' | 'failed' | 'needsWindow';

/** The system clipboard; never the primary selection. */
export interface Clipboard {
  readText(): Promise<string>;
  /** Writes and reads back. */
  writeText(text: string): Promise<ClipboardWrite>;
  /** The same for a text that clipboard managers should not keep: marked as such where that is possible. */
  writeSecret(text: string): Promise<ClipboardWrite>;
  clear(): Promise<void>;
  /** Whether {@link writeSecret} can mark it. */
  marksSecrets(): boolean;
}

/** Keys that reach the app whatever has the focus. */
export interface Shortcuts {
  /** False if it cannot be had; {@link problem} is why. */
  register(accelerator: string, onPressed: () => void): boolean;
  unregister(accelerator: string): void;
  readonly problem: ShortcutProblem;
}

export interface AppNotification {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** What its buttons say, where notifications have buttons. */
  readonly buttons: readonly string[];
  /** Without it, as long as the desktop has it. */
  readonly stays?: NotificationStay | undefined;
}

/** How long a notification stays: for a moment, or until it is closed. */
export type NotificationStay = 'briefly' | 'untilClosed';

/** The desktop's notifications. None of it throws or rejects. */
export interface Notifier {
  /**
   * Shows it; a newer one with the same id replaces the older. Calls `onPress` once, with the number of the button
   * from 0, or with undefined for a click on the notification itself. Resolves to whether there is anybody who shows it.
   */
  show(notification: AppNotification, onPress: (button: number | undefined) => void): Promise<boolean>;
  /** Closes the one with this id, if it is there: what it tells is over. */
  close(id: string): void;
  /** Resolves when they are gone from the screen. */
  closeAll(): Promise<void>;
}

/** Told of the place where a desktop shows tray icons, on systems where it can be missing. */
export interface TrayListener {
  /** Whether there is one: told once that is known, and at each change. */
  onTray(isThere: boolean): void;
  /** There is one, and this app's icon is not in it: it has to be made anew. */
  onIconMissing(): void;
}
