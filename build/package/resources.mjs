// Writes what a package needs beside the app's code: the icon in every size, and Debian's copyright file.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { projectFolder } from '../setup/paths.mjs';

/** The sizes of the icon theme's folders (freedesktop.org), in pixels. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 96, 128, 256, 512];
/** The size in pixels of the icon that electron-builder makes .ico and .icns from. */
const SOURCE_SIZE = 1024;

/**
 * Renders the app's icon into `icon.png` and one file of each size for Linux.
 * @param {string} resources the folder
 */
export async function writeIcons(resources) {
  const svg = await readFile(join(projectFolder, 'build', 'icons', 'app.svg'), 'utf8');
  const draw = (/** @type {number} */ size) =>
    new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render().asPng();
  await mkdir(join(resources, 'icons'), { recursive: true });
  for (const size of LINUX_SIZES) await writeFile(join(resources, 'icons', `${size}x${size}.png`), draw(size));
  await writeFile(join(resources, 'icon.png'), draw(SOURCE_SIZE));
}

/**
 * Writes Debian's file on copyright from the project's licence and those of the npm packages.
 * @param {string} resources the folder, which holds LICENSES.txt already
 */
export async function writeCopyright(resources) {
  const project = await readFile(join(projectFolder, 'LICENSE'), 'utf8');
  const packages = await readFile(join(resources, 'LICENSES.txt'), 'utf8');
  await writeFile(join(resources, 'copyright'), `NERD Tray\n\n${project}\n${'-'.repeat(80)}\n\n${packages}`);
}
