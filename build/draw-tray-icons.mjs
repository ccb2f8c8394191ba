// Renders build/tray/*.svg and build/icons/app.svg to the PNG files that the app loads. The PNG files are committed, so
// run this again after each change to a drawing (`node build/draw-tray-icons.mjs`).
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

/** The names of the drawings in build/tray, one for each state that the tray icon has. */
export const TRAY_ICON_NAMES = ['fresh', 'signed-out', 'refreshing', 'attention', 'problem', 'paused', 'copied'];

/** The size of a tray icon in pixels at scale 1. */
const TRAY_SIZE = 16;
/** In pixels. */
const APP_ICON_SIZE = 512;

/** A teal of middle lightness: its contrast is at least 3 : 1 on white and on #1b1b1b panels (WCAG 2.2, 1.4.11). */
export const TRAY_COLOUR = '#0e8f88';
/** macOS tints template images itself and reads only their opacity. */
const TEMPLATE_COLOUR = '#000000';

/** The file name endings that Electron looks for (nativeImage, "High resolution image"), with each one's scale and colour. */
const VARIANTS = [
  { suffix: '', scale: 1, colour: TRAY_COLOUR },
  { suffix: '@1.25x', scale: 1.25, colour: TRAY_COLOUR },
  { suffix: '@1.5x', scale: 1.5, colour: TRAY_COLOUR },
  { suffix: '@2x', scale: 2, colour: TRAY_COLOUR },
  { suffix: 'Template', scale: 1, colour: TEMPLATE_COLOUR },
  { suffix: 'Template@2x', scale: 2, colour: TEMPLATE_COLOUR },
];

/**
 * The address of a file.
 * @param {string} path relative to this folder
 */
const url = (path) => new URL(path, import.meta.url);

/**
 * Renders a drawing with no system fonts, so that the result is the same on every machine.
 * @param {string} svg
 * @param {number} width in pixels; the height follows from the drawing's proportions
 */
function render(svg, width) {
  return new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts: false } }).render();
}

/**
 * The drawing of one state as 8-bit RGBA pixels at scale 1.
 * @param {string} name one of {@link TRAY_ICON_NAMES}
 */
export function trayPixels(name) {
  return render(readFileSync(url(`tray/${name}.svg`), 'utf8'), TRAY_SIZE).pixels;
}

/**
 * Renders every PNG file; its path is relative to this folder. The same drawings always give the same bytes.
 * @returns {{ path: string, png: Buffer }[]}
 */
export function drawIcons() {
  const tray = TRAY_ICON_NAMES.flatMap((name) => {
    const svg = readFileSync(url(`tray/${name}.svg`), 'utf8');
    return VARIANTS.map(({ suffix, scale, colour }) => ({
      path: `tray/${name}${suffix}.png`,
      png: render(withColour(svg, colour), TRAY_SIZE * scale).asPng(),
    }));
  });
  const app = readFileSync(url('icons/app.svg'), 'utf8');
  return [...tray, { path: 'icons/app.png', png: render(app, APP_ICON_SIZE).asPng() }];
}

/**
 * The drawing with a value for `currentColor`, which it uses for all that it paints.
 * @param {string} svg
 * @param {string} colour in CSS notation
 */
function withColour(svg, colour) {
  return svg.replace('<svg ', `<svg color="${colour}" `);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { path, png } of drawIcons()) writeFileSync(url(path), png);
}
