import type { Clipboard, ClipboardWrite } from '../ports/desktop.ts';

interface Item {
  readonly types: readonly string[];
}

/**
 * The parts of Electron's clipboard that are used. Its methods give promises since Electron 44; `await` serves both.
 */
export interface ElectronClipboard {
  readonly clipboard: {
    readText(): string | Promise<string>;
    writeText(text: string): void | Promise<void>;
    clear(type?: 'selection'): void | Promise<void>;
    /** Electron has this since version 44, on Linux. */
    readonly selection?: { clear(): void | Promise<void> };
    write?(items: Item[]): void | Promise<void>;
  };
  /** Electron has this since version 44. */
  readonly ClipboardItem?: new (items: Record<string, string | Blob>) => Item;
}

/** A DWORD of 0, which means no. */
const NO = () => new Blob([new Uint8Array(4)]);

/** The clipboard formats, each with its value, that mark a text as secret on each system. */
const SECRET_MARKS: Readonly<Partial<Record<NodeJS.Platform, () => Readonly<Record<string, string | Blob>>>>> = {
  // KDE's clipboard manager defines this one, and others follow it.
  linux: () => ({ 'x-kde-passwordManagerHint': 'secret' }),
  // https://learn.microsoft.com/en-us/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
  win32: () => ({
    ExcludeClipboardContentFromMonitorProcessing: NO(),
    CanIncludeInClipboardHistory: NO(),
    CanUploadToCloudClipboard: NO(),
  }),
  // http://nspasteboard.org
  darwin: () => ({ 'org.nspasteboard.ConcealedType': '' }),
};

/** Gives the clipboard by Electron alone. Before version 44 that cannot write a text together with a mark. */
export function createElectronClipboard(api: ElectronClipboard, platform: NodeJS.Platform): Clipboard {
  const { clipboard, ClipboardItem } = api;
  const marks = SECRET_MARKS[platform];
  const canMark = ClipboardItem !== undefined && marks !== undefined;

  const written = async (text: string): Promise<ClipboardWrite> =>
    (await clipboard.readText()) === text ? 'written' : 'failed';
  const writeText = async (text: string): Promise<ClipboardWrite> => {
    await clipboard.writeText(text);
    return written(text);
  };

  /**
   * Chromium hands a text that it copies to the primary selection as well (X11, Wayland), and clearing the clipboard
   * would leave it there. What was selected before is lost either way; a token does not take its place.
   */
  const leavePrimary = async (): Promise<void> => {
    if (platform !== 'linux') return;
    if (clipboard.selection === undefined) await clipboard.clear('selection');
    else await clipboard.selection.clear();
  };

  return {
    readText: async () => await clipboard.readText(),
    writeText,
    async writeSecret(text) {
      if (!canMark) {
        const outcome = await writeText(text);
        await leavePrimary();
        return outcome;
      }
      const items: Record<string, string | Blob> = { 'text/plain': text };
      for (const [name, value] of Object.entries(marks()))
        items[`electron application/osclipboard;format="${name}"`] = value;
      // One item in one write, so that the text is never there without its mark.
      await clipboard.write?.([new ClipboardItem(items)]);
      await leavePrimary();
      return written(text);
    },
    async clear() {
      await clipboard.clear();
    },
    marksSecrets: () => canMark,
  };
}
