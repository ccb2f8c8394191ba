import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
