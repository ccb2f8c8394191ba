// The list of all that a package holds, for people and programs that look for known flaws: CycloneDX 1.6 in JSON
// (https://cyclonedx.org/docs/1.6/json/). It is made from the same list as the file of licences.

/** @typedef {import('./licences.mjs').Licence} Licence */

/**
 * Gives the name of the list's file, which lies beside the packages of a system.
 * @param {string} version
 * @param {'linux' | 'win' | 'mac'} system
 */
export function sbomName(version, system) {
  return `nerd-tray-${version}-${system}.cdx.json`;
}

/**
 * Gives the list as JSON. It contains no time and no random number, so the same contents always give the same text.
 * @param {{ version: string, electron: string, licences: readonly Licence[] }} contents
 */
export function sbomText({ version, electron, licences }) {
  const app = component('application', { name: 'nerd-tray', version, identifier: 'MIT' });
  const components = [
    // Electron's own files list what Chromium and Node.js bring: LICENSES.chromium.html.
    component('framework', { name: 'electron', version: electron, identifier: 'MIT' }),
    ...licences.map((licence) => component('library', licence)),
  ];
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: app },
    components,
    dependencies: [{ ref: app['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) }],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/**
 * @param {'application' | 'framework' | 'library'} type
 * @param {Licence} package_
 */
function component(type, { name, version, identifier }) {
  const [scope, plain = scope] = name.startsWith('@') ? name.split('/') : [undefined, name];
  // https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md
  const path = name.split('/').map(encodeURIComponent).join('/');
  const purl = `pkg:npm/${path}@${encodeURIComponent(version)}`;
  return {
    type,
    'bom-ref': purl,
    ...(scope === undefined ? {} : { group: scope }),
    name: plain,
    version,
    licenses: [licenceOf(String(identifier))],
    purl,
  };
}

/**
 * Gives one licence by its SPDX identifier, or an SPDX expression of several.
 * @param {string} identifier
 */
function licenceOf(identifier) {
  return /[ ()]/u.test(identifier) ? { expression: identifier } : { license: { id: identifier } };
}
