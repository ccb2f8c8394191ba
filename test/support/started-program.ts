import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * Has this process look as if Node had started it to run `source` with these arguments, until the test has finished: what
 * starts "the app once more" starts that script then. Gives the path of a file in the script's folder, which the script
 * finds beside itself as `said`.
 */
export async function standInForApp(source: string, args: readonly string[] = []): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
  const script = join(folder, 'app.mjs');
  const said = join(folder, 'said');
  await writeFile(script, source);
  const before = process.argv;
  process.argv = [process.execPath, script, ...args];
  onTestFinished(async () => {
    process.argv = before;
    await rm(folder, { recursive: true, force: true });
  });
  return said;
}

/** A script that writes the arguments it was started with, as JSON, to the file beside it, and ends with this status. */
export const sayArguments = (status = 0): string => `
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
const said = join(import.meta.dirname, 'said');
writeFileSync(said + '.new', JSON.stringify(process.argv.slice(2)));
renameSync(said + '.new', said);
process.exit(${status});
`;
