import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closureHasher, closureOf, readGraph } from '../../../build/suites/imports.mjs';
import { fileHasher } from '../../../build/suites/project-files.mjs';

let root: string;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** A hash of all that `file` needs, as it lies there now. */
function hash(file: string): string {
  return closureHasher(readGraph(root), fileHasher(root))([file]);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nerd-tray-imports-'));
  write('main/a.ts', `import type { B } from './b.ts';\nconst later = () => import('../renderer/C.svelte');`);
  write('main/b.ts', `export * from\n  './deep/d.ts';`);
  write('main/deep/d.ts', `const file = new URL('../e.json', import.meta.url);`);
  write('main/e.json', '{}');
  write('main/f.ts', '');
  write('renderer/C.svelte', `<script>import './c.css';</script>`);
  write('renderer/c.css', `@import './g.css';`);
  write('renderer/g.css', '');
  write('out/main/a.ts', '');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('finds all that a file needs, by each kind of import', () => {
  expect([...closureOf(readGraph(root), ['main/a.ts'])].sort()).toEqual([
    'main/a.ts',
    'main/b.ts',
    'main/deep/d.ts',
    'main/e.json',
    'renderer/C.svelte',
    'renderer/c.css',
    'renderer/g.css',
  ]);
  expect([...closureOf(readGraph(root), ['main/f.ts'])]).toEqual(['main/f.ts']);
});

test('two that need each other are gone through once', () => {
  write('main/b.ts', `import './a.ts';`);
  expect(closureOf(readGraph(root), ['main/b.ts'])).toContain('main/a.ts');
});

test('what was made is none of the project’s files', () => {
  expect([...readGraph(root).needs.keys()]).not.toContain('out/main/a.ts');
});

test('the hash of a file changes with what it needs, however far away, and with nothing else', () => {
  const [a, f] = [hash('main/a.ts'), hash('main/f.ts')];
  write('main/e.json', '[]');
  expect(hash('main/a.ts')).not.toBe(a);
  expect(hash('main/f.ts')).toBe(f);
});

test('a declaration that holds everywhere changes every hash', () => {
  const f = hash('main/f.ts');
  write('preload/bridge.ts', 'declare global { interface Window { readonly nerd: number } }');
  expect(hash('main/f.ts')).not.toBe(f);
});
