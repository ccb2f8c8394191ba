import { join } from 'node:path';
import { build } from 'vite';
import { nodeConfig } from '../../build/vite/targets.mjs';

const FOLDER = 'out/test';

/** Compiles the entry of a test with the app's own settings, and gives the path of the compiled file. */
export async function compileHost(source: string, name: string): Promise<string> {
  const file = `${name}.js`;
  await build(nodeConfig({ source, folder: FOLDER, file }, { version: '0.0.0', buildNote: '' }));
  return join(import.meta.dirname, '../..', FOLDER, file);
}
