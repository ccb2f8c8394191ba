import { Menu, nativeImage, Tray } from 'electron';
import { join } from 'node:path';
import type { TrayCommand, TrayItem, TrayView } from '../core/tray-view.ts';

export interface TrayOptions {
  /** The folder of the drawn icons (`build/tray`). */
  readonly iconFolder: string;
  readonly onClick: () => void;
  readonly onCommand: (command: TrayCommand) => void;
}

/** The tray icon. Draws a whole view each time, and sets only what differs from the one before. */
export class TrayIcon {
  readonly #tray: Tray;
  #shown: TrayView;
  #menu = '';

  constructor(
    private readonly options: TrayOptions,
    first: TrayView,
  ) {
    this.#tray = new Tray(this.#image(first));
    this.#tray.on('click', options.onClick);
    this.#shown = first;
    this.#tray.setToolTip(first.tooltip);
    this.#setMenu(first);
  }

  show(view: TrayView): void {
    if (view.icon !== this.#shown.icon) this.#tray.setImage(this.#image(view));
    if (view.tooltip !== this.#shown.tooltip) this.#tray.setToolTip(view.tooltip);
    this.#setMenu(view);
    this.#shown = view;
  }

  destroy(): void {
    this.#tray.destroy();
  }

  #image(view: TrayView): Electron.NativeImage {
    // macOS colours a template image itself; Electron finds the @2x and other scales beside the file.
    const name = process.platform === 'darwin' ? `${view.icon}Template.png` : `${view.icon}.png`;
    return nativeImage.createFromPath(join(this.options.iconFolder, name));
  }

  #setMenu(view: TrayView): void {
    // Setting a menu closes an open one, and Linux hosts see no change of an item without it: so only when it differs.
    const menu = JSON.stringify(view.menu);
    if (menu === this.#menu) return;
    this.#menu = menu;
    this.#tray.setContextMenu(Menu.buildFromTemplate(view.menu.map((item) => this.#item(item))));
  }

  #item(item: TrayItem): Electron.MenuItemConstructorOptions {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'label':
        return { label: item.label, enabled: false };
      case 'command':
        return {
          label: item.label,
          enabled: item.enabled,
          click: () => {
            this.options.onCommand(item.command);
          },
        };
    }
  }
}
