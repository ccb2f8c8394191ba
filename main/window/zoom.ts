import type { Input, WebContents } from 'electron';

/** In Chromium's levels, each of which is a fifth larger than the one before. */
const STEP = 0.5;
/** From two thirds to twice the size: there the window's narrowest width still shows whole words. */
const FURTHEST = { out: -2, in: 4 };

/** Makes Ctrl or Cmd with +, − and 0 zoom a page. The window has no menu that would; Chromium remembers it by itself. */
export function zoomByKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    const level = zoomLevelAfter(input, contents.getZoomLevel(), process.platform === 'darwin');
    if (level === undefined) return;
    event.preventDefault();
    contents.setZoomLevel(level);
  });
}

/** The level that these keys ask for; undefined where they do not zoom. */
export function zoomLevelAfter(
  { type, key, code, control, meta, alt }: Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt'>,
  level: number,
  isMac: boolean,
): number | undefined {
  const isHeld = isMac ? meta && !control : control && !meta;
  // With Alt it is AltGr, by which some keyboards write.
  if (type !== 'keyDown' || !isHeld || alt) return undefined;
  // On many keyboards + takes Shift, and is meant without.
  if (key === '+' || key === '=' || code === 'NumpadAdd') return Math.min(level + STEP, FURTHEST.in);
  if (key === '-' || code === 'NumpadSubtract') return Math.max(level - STEP, FURTHEST.out);
  return key === '0' || code === 'Numpad0' ? 0 : undefined;
}
