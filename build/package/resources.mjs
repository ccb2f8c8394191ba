// What a package needs beside the app itself: the icon in every size, and the file that Debian wants on copyright.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { projectFolder } from '../setup/paths.mjs';

/** The sizes of the icon theme's folders (freedesktop.org), and what .ico and .icns are made from. In pixels. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 96, 128, 256, 512];
const SOURCE_SIZE = 1024;

/** @param {string} resources */
export async function writeIcons(resources) {
  const svg = await readFile(join(projectFolder, 'build', 'icons', 'app.svg'), 'utf8');
  const draw = (/** @type {number} */ size) =>
    new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render().asPng();
  await mkdir(join(resources, 'icons'), { recursive: true });
  for (const size of LINUX_SIZES) await writeFile(join(resources, 'icons', `${size}x${size}.png`), draw(size));
  await writeFile(join(resources, 'icon.png'), draw(SOURCE_SIZE));
}

/** @param {string} resources it holds the licences already */
export async function writeCopyright(resources) {
  const own = await readFile(join(projectFolder, 'LICENSE'), 'utf8');
  const others = await readFile(join(resources, 'LICENSES.txt'), 'utf8');
  await writeFile(join(resources, 'copyright'), `NERD Tray\n\n${own}\n${'-'.repeat(80)}\n\n${others}`);
}
