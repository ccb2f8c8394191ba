import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../../build/setup/paths.mjs';
import { programsOf } from '../../../build/tool.mjs';

test('every program of a command is there', () => {
  const programs = ['typecheck', 'lint', 'format', 'vitest'].flatMap((command) => programsOf(command, []));
  expect(programs).toHaveLength(11);
  for (const [program = ''] of programs) {
    expect(existsSync(join(projectFolder, 'node_modules', program)), program).toBe(true);
  }
});

test('lint and format look at everything, or at the files that are named', () => {
  expect(programsOf('lint', []).map((program) => program.at(-1))).toEqual(['.', '.', '.', 'renderer', '.']);
  expect(programsOf('lint', ['main/app.ts', 'README.md']).map((program) => program.slice(-2))).toEqual([
    ['main/app.ts', 'README.md'],
    ['main/app.ts', 'README.md'],
    ['main/app.ts', 'README.md'],
    ['main/app.ts', 'README.md'],
  ]);
});

test('lint changes nothing, and format does', () => {
  const checks = programsOf('lint', ['main']);
  expect(checks.flat()).not.toContain('--fix');
  expect(checks.at(-1)).toContain('--check');
  expect(checks.at(-1)).not.toContain('--write');
  const [fix, fixRest, write] = programsOf('format', ['main']);
  expect(fix).toContain('--fix');
  expect(fixRest).toContain('--fix');
  expect(write).toContain('--write');
});

test('an option that only one of two programs would take is refused in words', () => {
  expect(() => programsOf('lint', ['--fix'])).toThrow('"npm run lint" takes files and folders, not "--fix".');
  expect(() => programsOf('typecheck', ['main'])).toThrow('takes no arguments');
});

test('what is handed on to Vitest stands before its own options', () => {
  expect(programsOf('vitest', ['run', 'test/unit/build', '-t', 'lint'])).toEqual([
    [
      'vitest/vitest.mjs',
      ...['run', 'test/unit/build', '-t', 'lint'],
      ...['--config', 'build/vitest.config.mjs', '--project', 'unit'],
    ],
  ]);
});

test('a command that is not there is named', () => {
  expect(() => programsOf('typechek', [])).toThrow('There is no command "typechek" here.');
});
