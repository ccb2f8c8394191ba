import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '..', '..', '..');
const read = (name: string): string => readFileSync(join(PROJECT, name), 'utf8');

test('each point of Electron’s checklist names files that are there', () => {
  const rows = read('.github/SECURITY.md')
    .split('\n')
    .filter((line) => /^\| \d+\. /u.test(line));
  expect(rows.map((row) => Number(/\d+/u.exec(row)?.[0]))).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  for (const row of rows) {
    const [, , where = '', test_ = ''] = row.split('|');
    for (const cell of [where, test_]) {
      const names = [...cell.matchAll(/`([^`]+\.\w+)`/gu)].map(([, name = '']) => name);
      expect(names, row).not.toEqual([]);
      expect(names.filter((name) => name.includes('/') && !existsSync(join(PROJECT, name)))).toEqual([]);
    }
  }
});

test('Electron is one fixed version, and newer ones are looked for', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/u);
  expect(read('.github/dependabot.yml')).toMatch(/package-ecosystem: ['"]?npm\b/u);
});
