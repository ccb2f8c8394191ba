// Gathers the licences of everything in a package except Electron and Chromium, whose licence files Electron contains.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

/**
 * @typedef {object} Licence
 * @property {string} name of the npm package
 * @property {string} version of the npm package
 * @property {string | null} identifier in SPDX's notation; null if the package names none
 * @property {string} [text] left out if the package contains none
 */

const HEADER = `NERD Tray contains the packages below. Its own licence is in the file LICENSE beside this one; Electron's and
Chromium's are in LICENSE.electron.txt and LICENSES.chromium.html.`;

/**
 * Gives the licence of an npm package, read from its folder in node_modules.
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
 * The authors of packages that name the MIT licence in their package.json but contain no text of it, as they are named
 * there. The version is a part of the key, so that somebody checks a newer one again.
 * @type {Readonly<Record<string, string>>}
 */
const MIT_WITHOUT_TEXT = { '@nodable/entities 3.1.0': 'Amit Gupta (https://solothought.com)' };

/**
 * Adds the MIT text to the licence of a package that is known to contain none; gives any other licence back unchanged.
 * @param {Licence} licence
 * @returns {Licence}
 */
export function withKnownText(licence) {
  const author = MIT_WITHOUT_TEXT[`${licence.name} ${licence.version}`];
  if (author === undefined || licence.identifier !== 'MIT' || licence.text?.trim()) return licence;
  // This project has the MIT licence too, so its terms below the copyright line are the same.
  const projectLicence = readFileSync(join(projectFolder, 'LICENSE'), 'utf8');
  const terms = projectLicence.slice(projectLicence.indexOf('Permission is hereby granted'));
  return { ...licence, text: `MIT License\n\nCopyright (c) ${author}\n\n${terms}` };
}

/**
 * Gives the licences without repetitions by name and version, because main and the page may contain the same package.
 * @param {readonly Licence[]} licences
 * @returns {Licence[]} in the order of their names
 */
export function eachOnce(licences) {
  const named = new Map(licences.map((licence) => [`${licence.name} ${licence.version}`, licence]));
  return [...named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, licence]) => licence);
}

/**
 * Gives one text of all licences, in the order of the packages' names, each package once.
 * @param {readonly Licence[]} licences
 * @throws {Error} naming the packages of which no licence, or no text of it, is known
 */
export function licencesText(licences) {
  const incomplete = licences.filter(({ identifier, text }) => !identifier || !text?.trim());
  if (incomplete.length > 0) {
    const names = incomplete.map(({ name, version }) => `${name} ${version}`).join(', ');
    throw new Error(`A package must not ship without its licence, and none was found of: ${names}.`);
  }
  const parts = eachOnce(licences).map(
    ({ name, version, identifier, text }) => `${name} ${version} (${identifier})\n\n${text?.trim()}`,
  );
  return `${[HEADER, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
