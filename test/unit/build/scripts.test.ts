import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../../build/setup/paths.mjs';

function read(file: string): string {
  return readFileSync(join(projectFolder, file), 'utf8');
}

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

test.each(Object.entries(scripts))('npm run %s starts a file that is there', (_name, script) => {
  const file = /^node (build\/[\w./-]+\.mjs)/.exec(script)?.[1];
  expect(file).toBeDefined();
  expect(existsSync(join(projectFolder, file ?? '')), file).toBe(true);
});

/** `import … from 'x'` and `import 'x'`, which Node resolves before a line of the program has run. */
const STATIC_IMPORT = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?\s*['"]([^'"]+)['"]/gmu;

/** The packages that must be there before a line of `file` runs, each with the file that imports it. */
function packagesBeforeStart(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return [...read(file).matchAll(STATIC_IMPORT)].flatMap(([, specifier = '']) => {
    if (specifier.startsWith('node:')) return [];
    if (!specifier.startsWith('.')) return [`${specifier} in ${file}`];
    return packagesBeforeStart(join(dirname(file), specifier), seen);
  });
}

test.each(Object.entries(scripts))('npm run %s starts on a fresh clone, which has no packages', (_name, script) => {
  const file = script.split(' ')[1] ?? '';
  expect(packagesBeforeStart(file)).toEqual([]);
});

test('a package that a program needs before it runs is found, through the files that it imports', () => {
  expect(packagesBeforeStart('build/package/make.mjs')).toEqual(['@resvg/resvg-js in build/package/resources.mjs']);
});

test.each(['README.md', '.github/CONTRIBUTING.md'])('every command that %s names exists', (file) => {
  const named = [...read(file).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('every program that the launch configurations start is there', () => {
  const { configurations } = JSON.parse(read('.vscode/launch.json')) as {
    configurations: readonly { readonly program: string }[];
  };
  for (const { program } of configurations) {
    expect(existsSync(program.replace('${workspaceFolder}', projectFolder)), program).toBe(true);
  }
});

test('what the editor is told of lies where it looks', () => {
  const settings = JSON.parse(read('.vscode/settings.json')) as {
    readonly 'eslint.options': { readonly overrideConfigFile: string };
    readonly 'vitest.rootConfig': string;
    readonly 'js/ts.tsdk.path': string;
  };
  const named = [
    settings['eslint.options'].overrideConfigFile,
    settings['vitest.rootConfig'],
    settings['js/ts.tsdk.path'],
  ];
  expect(named.filter((path) => !existsSync(join(projectFolder, path)))).toEqual([]);
});
