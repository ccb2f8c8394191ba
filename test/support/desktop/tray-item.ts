import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MenuItem } from './dbusmenu.ts';

/** A tray icon as a person sees it. */
export interface TrayItem {
  readonly status: string;
  readonly tooltip: string;
  /** The picture that is shown: its size, and a digest that tells two pictures apart. */
  readonly icon: { readonly width: number; readonly height: number; readonly digest: string } | undefined;
  readonly menu: readonly MenuItem[];
}

/** Reads tooltip and icon from the properties of a StatusNotifierItem. */
export async function readAppearance(
  properties: Readonly<Record<string, unknown>>,
): Promise<Pick<TrayItem, 'status' | 'tooltip' | 'icon'>> {
  return {
    status: String(properties['Status']),
    tooltip: tooltipText(properties['ToolTip']),
    icon: largestIcon(properties['IconPixmap']) ?? (await namedIcon(properties)),
  };
}

/** Gives the text of a tooltip `(sa(iiay)ss)`: icon name, pictures, title, text. Electron puts it into the title. */
function tooltipText(tooltip: unknown): string {
  const [, , title, text] = tooltip as [string, unknown[], string, string];
  return [title, text].filter((part) => part !== '').join(' ');
}

function largestIcon(pixmaps: unknown): TrayItem['icon'] {
  if (pixmaps === undefined) return undefined;
  const largest = (pixmaps as [number, number, Uint8Array][]).toSorted((a, b) => b[0] - a[0])[0];
  if (largest === undefined) return undefined;
  const [width, height, argb] = largest;
  return { width, height, digest: digestOf(argb) };
}

/** Reads a picture from its file: on some desktops, such as GNOME, Electron writes it there and sends only its name. */
async function namedIcon(properties: Readonly<Record<string, unknown>>): Promise<TrayItem['icon']> {
  const { IconThemePath: folder, IconName: name } = properties;
  if (typeof folder !== 'string' || typeof name !== 'string' || folder === '' || name === '') return undefined;
  const png = await readFile(join(folder, `${name}.png`));
  // The size is in the PNG's header, after the signature and the chunk's name.
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), digest: digestOf(png) };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
