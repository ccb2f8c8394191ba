// node build/release.mjs FOLDER: the release workflow runs this before it publishes. It fails if one of the packages is
// not a release, else writes their checksums into FOLDER/SHA256SUMS.
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checksumLines, reasonsToRefuse } from './package/release-check.mjs';
import { runCommand } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';

await runCommand(async () => {
  const folder = process.argv[2];
  if (folder === undefined) throw new SetupError('Usage: node build/release.mjs FOLDER');
  const names = readdirSync(folder).filter((name) => name !== 'SHA256SUMS');
  const reasons = await reasonsToRefuse(folder, names);
  if (reasons.length > 0) throw new SetupError(`This must not be published:\n${reasons.join('\n')}`);
  await writeFile(join(folder, 'SHA256SUMS'), await checksumLines(folder, names));
  console.log(`${names.length} packages may be published; their checksums are in SHA256SUMS.`);
  return 0;
});
