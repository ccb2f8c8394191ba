import js from '@eslint/js';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript-eslint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingsIn } from '../../../build/lint/class-instances.mjs';
import { projectFolder } from '../../../build/setup/paths.mjs';

const oxlint = JSON.parse(readFileSync(join(projectFolder, '.oxlintrc.json'), 'utf8')) as {
  readonly rules: Readonly<Record<string, unknown>>;
};

/** Who holds a rule of the presets that Oxlint does not have. */
const ELSEWHERE = new Map([
  ['no-octal', 'the parser, for modules are strict'],
  ['@typescript-eslint/no-unsafe-class-instance-assignment', 'build/lint/class-instances.mjs'],
]);

test('every rule of the strictest presets for TypeScript is held, and by Oxlint wherever it can', () => {
  const presets = [js.configs.recommended, ...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked];
  const asked = new Map(presets.flatMap(({ rules }) => Object.entries(rules ?? {})));
  const on = [...asked].filter(([, level]) => level !== 'off' && level !== 0).map(([name]) => name);
  expect(on.length).toBeGreaterThan(130);
  const isOxlints = (name: string) => {
    const plain = name.replace('@typescript-eslint/', '');
    return plain in oxlint.rules || (plain !== name && `typescript/${plain}` in oxlint.rules);
  };
  expect(on.filter((name) => !isOxlints(name))).toEqual([...ELSEWHERE.keys()]);
});

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-rules-'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, target: 'ES2023', types: [] }, include: ['*.ts'] }),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** One line breaks each of these rules, which need types. */
const BROKEN = {
  'await-thenable': 'export const a1 = async (): Promise<void> => { await 1; };',
  'no-floating-promises': 'Promise.resolve(1);',
  'no-misused-promises': '[1].forEach(async () => { await Promise.resolve(); });',
  'no-unsafe-assignment': "export const a2: string = JSON.parse('1');",
  'no-unsafe-argument': "Number.isInteger(JSON.parse('1') as never, JSON.parse('1')); isNaN(JSON.parse('1'));",
  'no-unsafe-call': "JSON.parse('1')();",
  'no-unsafe-member-access': "export const a3 = String(JSON.parse('1').b);",
  'no-unsafe-return': "export const a4 = (): string => JSON.parse('1');",
  'no-unnecessary-condition': "export const a5 = (b: string): string => b ?? 'c';",
  'prefer-nullish-coalescing': "export const a6 = (b: string | null): string => b || 'c';",
  'restrict-template-expressions': 'export const a7 = (b: object): string => `${b}`;',
  'switch-exhaustiveness-check': "export const a8 = (b: 'c' | 'd'): void => { switch (b) { case 'c': a8('d'); } };",
  'only-throw-error': "export const a9 = (): never => { throw 'b'; };",
  'no-deprecated': '/** @deprecated now */ const b1 = (): number => 1; export const b2 = b1();',
  'require-await': 'export const b3 = async (): Promise<number> => 1;',
};

test('Oxlint knows the types: each rule that needs them finds what breaks it', async () => {
  const file = join(folder, 'broken.ts');
  writeFileSync(file, Object.values(BROKEN).join('\n'));
  const { diagnostics } = JSON.parse(await lint(file)) as { diagnostics: readonly { readonly code: string }[] };
  const found = new Set(diagnostics.map(({ code }) => code.replace(/^typescript\((.*)\)$/u, '$1')));
  expect([...found]).toEqual(expect.arrayContaining(Object.keys(BROKEN)));
});

test('what only looks like an instance of a class is found, and an instance is not', () => {
  const file = join(folder, 'instances.ts');
  writeFileSync(
    file,
    'export class Point { x = 1; }\nexport const made: Point = new Point();\nexport const like: Point = { x: 1 };\n',
  );
  expect(findingsIn([file])).toEqual([expect.stringMatching(/instances\.ts:3: .*`Point`/u)]);
});

/** What Oxlint prints of a file, with the project's rules, as JSON. */
function lint(file: string): Promise<string> {
  const args = ['node_modules/oxlint/bin/oxlint', '--config', '.oxlintrc.json', '--format', 'json', file];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: projectFolder }, (_, stdout) => {
      resolve(stdout);
    });
  });
}
