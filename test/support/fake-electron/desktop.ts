// The tray icon, menus and notifications of the Electron that unit tests play.
import { EventEmitter } from 'node:events';

/** What `Menu.buildFromTemplate` is given for an item. */
export interface MenuTemplateItem {
  readonly label?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly click?: () => void;
  readonly submenu?: readonly MenuTemplateItem[];
}

/** A menu is its template. */
export const Menu = {
  buildFromTemplate: (template: readonly MenuTemplateItem[]): readonly MenuTemplateItem[] => template,
};

/** Electron's `Tray`, with what it shows, and the names of the calls that have changed that. */
export class Tray extends EventEmitter {
  /** Every icon that was made, the oldest first. */
  static readonly made: Tray[] = [];
  readonly calls: string[] = [];
  tooltip = '';
  title = '';
  menu: readonly MenuTemplateItem[] = [];
  isDestroyed = false;

  constructor(public image: { readonly path: string }) {
    super();
    Tray.made.push(this);
  }

  setImage(image: { readonly path: string }): void {
    this.calls.push('image');
    this.image = image;
  }

  setToolTip(tooltip: string): void {
    this.calls.push('tooltip');
    this.tooltip = tooltip;
  }

  setTitle(title: string): void {
    this.calls.push('title');
    this.title = title;
  }

  setContextMenu(menu: readonly MenuTemplateItem[]): void {
    this.calls.push('menu');
    this.menu = menu;
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

/** Electron's `Notification`; the test tells whether the system has taken it. */
export class Notification extends EventEmitter {
  static supported = true;
  /** Every notification that was shown, the oldest first. */
  static readonly made: Notification[] = [];

  static isSupported(): boolean {
    return Notification.supported;
  }

  isClosed = false;

  constructor(
    readonly options: { readonly title: string; readonly body: string; readonly actions: readonly unknown[] },
  ) {
    super();
  }

  show(): void {
    Notification.made.push(this);
  }

  close(): void {
    this.isClosed = true;
    this.emit('close');
  }
}
