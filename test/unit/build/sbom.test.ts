import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { packagesOf, requireAllNamed } from '../../../build/package/compile-app.mjs';
import { eachOnce, licenceIn } from '../../../build/package/licences.mjs';
import { sbomName, sbomText } from '../../../build/package/sbom.mjs';

const require = createRequire(import.meta.url);
const NODE_MODULES = join(import.meta.dirname, '..', '..', '..', 'node_modules');
/** CycloneDX's own schemas, as its library brings them. */
const SCHEMAS = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res', 'schema');

const licences = ['keytar', 'svelte', 'valibot', 'jose', 'keytar'].map((name) => licenceIn(join(NODE_MODULES, name)));
const either = { name: 'either', version: '1.0.0', identifier: '(MIT OR Apache-2.0)', text: 'You may.' };
const contents = { version: '0.1.0-development', electron: '33.2.1', licences: [...eachOnce(licences), either] };

function validate(text: string): unknown {
  const schema = (file: string): object => JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as object;
  const ajv = new Ajv({ strict: false });
  // The schema of the list refers to the others by the names of their files, beside its own address.
  for (const file of readdirSync(SCHEMAS).filter((name) => /^(?!bom).*\.schema\.json$/u.test(name))) {
    ajv.addSchema({ ...schema(file), $id: `http://cyclonedx.org/schema/${file}` });
  }
  addFormats(ajv);
  // Of international forms the list has none but plain ones.
  ajv.addFormat('iri-reference', /^\S*$/u).addFormat('idn-email', /^\S+@\S+$/u);
  const check = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
  return check(JSON.parse(text)) ? [] : check.errors;
}

test('the list is valid CycloneDX 1.6, which the schema would tell', () => {
  const text = sbomText(contents);
  expect(validate(text)).toEqual([]);
  expect(validate(text.replace('"library"', '"book"'))).not.toEqual([]);
  expect(validate(text.replace('"id": "MIT"', '"id": "My own"'))).not.toEqual([]);
});

test('the list names the app, Electron, and each package once, as npm knows it', () => {
  const { metadata, components, dependencies } = JSON.parse(sbomText(contents)) as {
    metadata: { component: { purl: string } };
    components: { purl: string; name: string; group?: string; licenses: unknown }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };
  expect(metadata.component.purl).toBe('pkg:npm/nerd-tray@0.1.0-development');
  expect(components.map(({ name }) => name)).toEqual(['electron', 'keytar', 'jose', 'svelte', 'valibot', 'either']);
  expect(components[1]).toMatchObject({ group: '@github', licenses: [{ license: { id: 'MIT' } }] });
  expect(components[1]?.purl).toMatch(/^pkg:npm\/%40github\/keytar@7\./u);
  expect(components.at(-1)?.licenses).toEqual([{ expression: '(MIT OR Apache-2.0)' }]);
  expect(dependencies).toEqual([{ ref: metadata.component.purl, dependsOn: components.map(({ purl }) => purl) }]);
  expect(sbomText(contents)).toBe(sbomText({ ...contents }));
  expect(sbomName('0.1.0', 'linux')).toBe('nerd-tray-0.1.0-linux.cdx.json');
});

test('what went in and is in no list stops the packing', () => {
  const modules = [
    '/p/main/index.ts',
    '\0rolldown/runtime.js',
    '/p/node_modules/@scope/one/a.js',
    '/p/node_modules/jose/b.js',
  ];
  const nested = ['/p/node_modules/jose/node_modules/two/c.js', 'C:\\p\\node_modules\\@scope\\three\\d.js'];
  expect(packagesOf([...modules, ...modules, ...nested])).toEqual(['@scope/one', 'jose', 'two', '@scope/three']);
  expect(() => requireAllNamed(['jose'], licences)).not.toThrow();
  expect(() => requireAllNamed(['jose', 'two'], licences)).toThrow('in no list: two.');
});
