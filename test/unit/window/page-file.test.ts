import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { pageFile } from '../../../main/window/page-file.ts';
import { fc, test as property } from '../../support/core/property.ts';

const FOLDER = '/app/out/renderer';

test.each([
  ['nerd-tray://window/index.html', `${FOLDER}/index.html`],
  ['nerd-tray://window/./a/../index.js', `${FOLDER}/index.js`],
  // A standard scheme's addresses are resolved before they come here, and stay below the folder.
  ['nerd-tray://window/../main/index.js', `${FOLDER}/main/index.js`],
  ['nerd-tray://window/%2e%2e/main/index.js', `${FOLDER}/main/index.js`],
  ['nerd-tray://window/..%2fmain%2findex.js', undefined],
  ['nerd-tray://window/a/..%2f..%2f..%2fetc/passwd', undefined],
  ['nerd-tray://window/..%5cmain%5cindex.js', undefined],
  ['nerd-tray://window/index.html%00.png', undefined],
  ['nerd-tray://window/%E0%A4%A', undefined],
  ['nerd-tray://elsewhere/index.html', undefined],
  ['not an address', undefined],
])('%s', (address, file) => {
  expect(pageFile(FOLDER, address)).toBe(file);
});

const piece = fc.constantFrom('..', '.', '%2e', '%2f', '/', '\\', '%5c', 'a', '%', '%00', '//', '?', '#');

property('no address leads out of the folder', [fc.array(piece)], (pieces) => {
  const file = pageFile(FOLDER, `nerd-tray://window/${pieces.join('')}`);
  if (file !== undefined) expect(`${file}${sep}`.startsWith(FOLDER + sep)).toBe(true);
});
