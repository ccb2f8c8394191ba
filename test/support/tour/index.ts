// npm run demo -- --tour: walks the main job by itself on a private desktop, and shows each step.
import { join } from 'node:path';
import { WaitTimeout } from '../app-fixture.ts';
import { walk } from './walk.ts';
import { StepReport } from './step-report.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

const args = process.argv.slice(2);
const jsonAt = args.indexOf('--json');
const jsonFile = jsonAt === -1 ? undefined : args[jsonAt + 1];
if (jsonAt !== -1 && jsonFile === undefined) {
  console.error('--json needs the name of a file to write.');
  process.exit(2);
}

const report = new StepReport(join(PROJECT, 'out', 'demo'), jsonFile);
try {
  await walk(report);
} catch (error) {
  // A failed step has been printed by then; what is left is a desktop that did not start.
  if (!report.failed)
    console.error(`The tour could not go on: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof WaitTimeout) console.error('On a very slow machine it may help to try again.');
  process.exitCode = 1;
}
if (!(await report.finish())) process.exitCode = 1;
