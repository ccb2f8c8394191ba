import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { curlCall, curlAnnotate, formatCopy, pythonCall } from '../../main/core/copy/copy-formats.ts';
import { DAY_MS, HOUR_MS } from '../../main/core/time/time.ts';
import { startSandbox, type Sandbox } from '../../main/demo/server.ts';

const run = promisify(execFile);

let sandbox: Sandbox;
let accessToken: string;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
  });
  const answer = await fetch(`${sandbox.url}/oauth2/refresh?refresh_token=${sandbox.refreshToken}`);
  ({ access_token: accessToken } = (await answer.json()) as { access_token: string });
  folder = await mkdtemp(join(tmpdir(), 'copy-formats-'));
});

afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true });
});

/** What a shell prints for a line that was pasted into it, with no proxy between it and this machine. */
async function shell(line: string): Promise<string> {
  return (await run('sh', ['-c', line], { env: { ...process.env, NO_PROXY: '*' } })).stdout;
}

async function python(code: string): Promise<string> {
  const file = join(folder, 'pasted.py');
  await writeFile(file, code);
  return shell(`python3 '${file}'`);
}

test('the token and the header open NERD’s API', async () => {
  const header = formatCopy('header', accessToken, sandbox.url);
  expect(JSON.parse(await shell(`curl -sS -H '${header}' ${sandbox.url}/me`))).toMatchObject({ token: accessToken });
  expect(header).toBe(`Authorization: Bearer ${formatCopy('token', accessToken, sandbox.url)}`);
});

test('the .env line gives a shell the token', async () => {
  await writeFile(join(folder, '.env'), `${formatCopy('env', accessToken, sandbox.url)}\n`);
  expect(await shell(`. '${folder}/.env'; printf %s "$NERD_ACCESS_TOKEN"`)).toBe(accessToken);
});

test('the curl call starts a job', async () => {
  const call = formatCopy('curl', accessToken, sandbox.url).replace('curl ', 'curl -sS ');
  expect(JSON.parse(await shell(call))).toMatchObject({ job_id: expect.any(String) as string });
});

test('the Python code prints the entities', async () => {
  expect(await python(formatCopy('python', accessToken, sandbox.url))).toMatch(/^Kensho\t.+\tORG$/mu);
});

async function read(jobId: string): Promise<{ annotations: { start_index: number; end_index: number }[] }[]> {
  const answer = await fetch(`${sandbox.url}/api/v1/annotations-async?job_id=${jobId}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const { results = [] } = (await answer.json()) as { results?: Awaited<ReturnType<typeof read>> };
  return results;
}

const NASTY = `"Kensho" isn't $HOME \`id\` \\n ünïcödé 🦊, it's Kensho`;

test('a text with quotes, $ and non-ASCII arrives as it was', async () => {
  const call = { baseUrl: sandbox.url, accessToken, knowledgeBases: ['capiq'], text: NASTY };
  const { job_id: jobId } = JSON.parse(await shell(curlCall(call).replace('curl ', 'curl -sS '))) as { job_id: string };
  // Pending the first time, the results from then on; the look-alike counts code points.
  await read(jobId);
  const found = (await read(jobId)).flatMap(({ annotations }) => annotations);
  expect(found.map(({ start_index: start, end_index: end }) => Array.from(NASTY).slice(start, end).join(''))).toEqual([
    'Kensho',
    'Kensho',
  ]);
  expect(await python(pythonCall(call))).toMatch(/^Kensho\t.+\nKensho\t.+\n$/u);
});

test('a whole search gives the same with curl and with Python, with all its options', async () => {
  const text = `${NASTY}, said Ada Lovelace: "status": "pending"`;
  const knowledgeBases = ['capiq', 'wikimedia'];
  const options = { knowledgeBases, tagPeople: true, originatingEntityId: "it's" };
  const call = { baseUrl: sandbox.url, accessToken, text, ...options };
  const { results } = JSON.parse(await shell(curlAnnotate(call))) as {
    results: { annotations: { text: string; entity_label: string | null; entity_type: string | null }[] }[];
  };
  const found = results.flatMap(({ annotations }) => annotations);
  expect(found.map((one) => one.text)).toEqual(['Kensho', 'Kensho', 'Kensho', 'Kensho', 'Ada Lovelace']);
  const lines = found.map((one) => [one.text, one.entity_label ?? 'None', one.entity_type ?? 'None'].join('\t'));
  expect((await python(pythonCall(call))).trim().split('\n')).toEqual(lines);
});
