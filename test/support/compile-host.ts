import { join } from 'node:path';
import { build } from 'vite';
import { nodeConfig } from '../../build/vite/targets.mjs';

const FOLDER = 'out/test';

/** Compiles a test's own entry with the settings the app is compiled with; gives back the file to run. */
export async function compileHost(source: string, name: string): Promise<string> {
  const file = `${name}.js`;
  await build(nodeConfig({ source, folder: FOLDER, file }, { version: '0.0.0', buildNote: '' }));
  return join(import.meta.dirname, '../..', FOLDER, file);
}
