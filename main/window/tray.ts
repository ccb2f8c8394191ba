import { Menu, nativeImage, Tray } from 'electron';
import { join } from 'node:path';
import type { Command } from '../../preload/contract/command.ts';
import type { TrayItem, TrayView } from '../core/views/tray-view.ts';
import type { SettingsStore } from '../ports/storage.ts';

/** What a click on the icon, or on an item of its menu, does. */
export interface TrayClicks {
  readonly onClick: () => void;
  readonly onCommands: (commands: readonly Command[]) => void;
}

export interface TrayClickParts {
  readonly settings: Pick<SettingsStore, 'get'>;
  /** Reads a keychain in trouble again, before a copy needs it; opening the window does so by itself. */
  readonly tryKeychainAgain: () => unknown;
  readonly runAndNotify: (...commands: readonly Command[]) => unknown;
}

/** Gives what clicks do: a plain click what the settings say, an item of the menu its own commands. */
export function trayClicks({ settings, tryKeychainAgain, runAndNotify }: TrayClickParts): TrayClicks {
  return {
    onClick() {
      const { trayClick } = settings.get();
      // Both commands look at the time again, since a click may be the first thing that happens after a sleep.
      if (trayClick === 'copyAccessToken') tryKeychainAgain();
      runAndNotify({ kind: trayClick });
    },
    onCommands(commands) {
      runAndNotify(...commands);
    },
  };
}

/** The tray icon. It draws a whole view each time, and sets only what differs from the view before. */
export class TrayIcon {
  #tray: Tray;
  #shown: TrayView;
  #menu = '';

  constructor(
    /** The folder of the drawn icons (`build/tray`). */
    private readonly iconFolder: string,
    first: TrayView,
    private readonly clicks: TrayClicks,
  ) {
    this.#shown = first;
    this.#tray = this.#make(first);
  }

  show(view: TrayView): void {
    const before = this.#shown;
    this.#shown = view;
    if (view.icon !== before.icon) this.#tray.setImage(this.#image(view));
    if (view.tooltip !== before.tooltip) this.#tray.setToolTip(view.tooltip);
    if (view.title !== before.title) this.#setTitle(this.#tray, view);
    this.#setMenu(this.#tray, view);
  }

  /** Makes a new icon, for a tray that came after the old one: Electron's icon never finds that. */
  makeAnew(): void {
    this.#tray.destroy();
    this.#tray = this.#make(this.#shown);
  }

  destroy(): void {
    this.#tray.destroy();
  }

  #make(view: TrayView): Tray {
    const tray = new Tray(this.#image(view));
    tray.on('click', this.clicks.onClick);
    tray.setToolTip(view.tooltip);
    this.#setTitle(tray, view);
    this.#menu = '';
    this.#setMenu(tray, view);
    return tray;
  }

  #image(view: TrayView): Electron.NativeImage {
    // macOS colours a template image itself; Electron finds the @2x and other scales beside the file.
    const name = process.platform === 'darwin' ? `${view.icon}Template.png` : `${view.icon}.png`;
    return nativeImage.createFromPath(join(this.iconFolder, name));
  }

  /** Writes the time left beside the icon; only macOS has room for it. */
  #setTitle(tray: Tray, { title }: TrayView): void {
    tray.setTitle(title, { fontType: 'monospacedDigit' });
  }

  #setMenu(tray: Tray, view: TrayView): void {
    // Setting a menu closes an open one, and Linux hosts see no change of an item without it: so only when it differs.
    const menu = JSON.stringify(view.menu);
    if (menu === this.#menu) return;
    this.#menu = menu;
    tray.setContextMenu(Menu.buildFromTemplate(this.#items(view.menu)));
  }

  #items(items: readonly TrayItem[]): Electron.MenuItemConstructorOptions[] {
    return items.map((item) => this.#item(item));
  }

  #item(item: TrayItem): Electron.MenuItemConstructorOptions {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'label':
        return { label: item.label, enabled: false };
      case 'menu':
        return { label: item.label, enabled: item.enabled, submenu: this.#items(item.items) };
      case 'command':
        return { label: item.label, enabled: item.enabled, click: this.#runs(item.commands) };
      case 'choice':
        return { type: 'radio', label: item.label, checked: item.checked, click: this.#runs(item.commands) };
    }
  }

  #runs(commands: readonly Command[]): () => void {
    return () => {
      this.clicks.onCommands(commands);
    };
  }
}
