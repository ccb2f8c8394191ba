// The licences of everything that is in a package beside Electron and Chromium, whose own files Electron brings along.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

/**
 * @typedef {object} Licence
 * @property {string} name the package's
 * @property {string} version
 * @property {string | null} identifier SPDX
 * @property {string} [text]
 */

const HEADER = `NERD Tray contains the packages below. Its own licence is in the file LICENSE beside this one; Electron's and
Chromium's are in LICENSE.electron.txt and LICENSES.chromium.html.`;

/**
 * The licence of a package that ships as it is, from its folder in node_modules.
 * @param {string} folder
 * @returns {Licence}
 */
export function licenceIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  return {
    name,
    version,
    identifier: license ?? null,
    ...(file === undefined ? {} : { text: readFileSync(join(folder, file), 'utf8') }),
  };
}

/**
 * Packages that name the MIT licence in their package.json and bring no text of it, with the author named there. By
 * version, so that a newer one is looked at anew.
 * @type {Readonly<Record<string, string>>}
 */
const MIT_WITHOUT_TEXT = { '@nodable/entities 3.1.0': 'Amit Gupta (https://solothought.com)' };

/**
 * The licence with the MIT text where the package is known to bring none.
 * @param {Licence} licence
 * @returns {Licence}
 */
export function withKnownText(licence) {
  const author = MIT_WITHOUT_TEXT[`${licence.name} ${licence.version}`];
  if (author === undefined || licence.identifier !== 'MIT' || licence.text?.trim()) return licence;
  // The terms are the same as of our own licence, below its copyright line.
  const own = readFileSync(join(projectFolder, 'LICENSE'), 'utf8');
  const terms = own.slice(own.indexOf('Permission is hereby granted'));
  return { ...licence, text: `MIT License\n\nCopyright (c) ${author}\n\n${terms}` };
}

/**
 * Each package once, by name and version: main and the page may hold the same one.
 * @param {readonly Licence[]} licences
 * @returns {Licence[]} in the order of their names
 */
export function eachOnce(licences) {
  const named = new Map(licences.map((licence) => [`${licence.name} ${licence.version}`, licence]));
  return [...named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, licence]) => licence);
}

/**
 * One text of all, each package once.
 * @param {readonly Licence[]} licences
 * @throws {Error} naming the packages of which no licence, or no text of it, is known
 */
export function licencesText(licences) {
  const lacking = licences.filter(({ identifier, text }) => !identifier || !text?.trim());
  if (lacking.length > 0) {
    const names = lacking.map(({ name, version }) => `${name} ${version}`).join(', ');
    throw new Error(`A package must not ship without its licence, and none was found of: ${names}.`);
  }
  const parts = eachOnce(licences).map(
    ({ name, version, identifier, text }) => `${name} ${version} (${identifier})\n\n${text?.trim()}`,
  );
  return `${[HEADER, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
