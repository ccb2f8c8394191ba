import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { naiveClients, ourClients } from './clients.ts';
import { measure, table, type Row } from './measure.ts';
import { casesFor } from './scenarios.ts';

const COUNT = 1_000_000;
const SEED = 1;

const rows: Row[] = casesFor(COUNT).flatMap((each) => [
  ...(each.withNaiveClients ? [measure(each, naiveClients(COUNT))] : []),
  measure(each, ourClients(COUNT, SEED)),
]);
const ours = rows.filter(({ clients }) => clients === 'ours');
const broken = ours.filter(({ isWithinBounds }) => !isWithinBounds).length;

const folder = join(process.cwd(), 'out', 'fleet');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'fleet.json'), `${JSON.stringify({ clients: COUNT, rows }, undefined, 2)}\n`);
console.log(`${COUNT.toLocaleString('en-GB')} clients, tokens that end on the hour\n`);
console.log(table(rows));
console.log(`\nAlso in out/fleet/fleet.json. ${ours.length} cases, ${broken} bounds broken.`);
process.exitCode = broken === 0 ? 0 : 1;
