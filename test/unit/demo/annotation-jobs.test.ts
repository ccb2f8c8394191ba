import { expect, test } from 'vitest';
import { createAnnotationJobs } from '../../../main/demo/annotation-jobs.ts';
import type { Reply } from '../../../main/demo/reply.ts';

const TEXT = { text: 'Kensho is in Cambridge.', knowledge_bases: ['capiq'] };
const bodyOf = ({ body }: Reply) => JSON.parse(String(body)) as Record<string, unknown>;
const request = (more: object = {}) => JSON.stringify({ ...TEXT, ...more });

function added(more: object = {}) {
  const jobs = createAnnotationJobs();
  const reply = jobs.add(request(more));
  return { jobs, reply, jobId: String(bodyOf(reply)['job_id']) };
}

test('a job is pending the first time it is read, and has its results from then on', () => {
  const { jobs, reply, jobId } = added({ request_id: 'R1' });
  expect(reply.status).toBe(202);
  expect(bodyOf(jobs.read(jobId))).toMatchObject({ status: 'pending', request_id: 'R1' });
  expect(bodyOf(jobs.read(jobId))).toMatchObject({ status: 'success', request_id: 'R1' });
  expect(bodyOf(jobs.read(jobId))).toMatchObject({ status: 'success', request_id: 'R1' });
});

test('the results have each knowledge base once', () => {
  const { jobs, jobId } = added({ knowledge_bases: ['wikimedia', 'capiq', 'wikimedia'] });
  jobs.read(jobId);
  const results = bodyOf(jobs.read(jobId))['results'] as { readonly knowledge_base: string }[];
  expect(results.map(({ knowledge_base: name }) => name)).toEqual(['wikimedia', 'capiq']);
});

test('a removed job and one that never was are unknown', () => {
  const { jobs, jobId } = added();
  expect(jobs.count).toBe(1);
  expect(jobs.remove(jobId).status).toBe(200);
  expect(jobs.count).toBe(0);
  expect(jobs.remove(jobId).status).toBe(404);
  expect(jobs.read(jobId).status).toBe(404);
  expect(jobs.read(null).status).toBe(404);
});

test('a request id is refused while a job of its name is under way, and free after it', () => {
  const { jobs, jobId } = added({ request_id: 'R1' });
  expect(jobs.add(request({ request_id: 'R1' })).status).toBe(409);
  expect(jobs.add(request({ request_id: 'R2' })).status).toBe(202);
  jobs.read(jobId);
  expect(jobs.add(request({ request_id: 'R1' })).status).toBe(202);
});

test('of more than 50 jobs the oldest is forgotten', () => {
  const { jobs, jobId } = added();
  const second = String(bodyOf(jobs.add(request()))['job_id']);
  for (let more = 0; more < 49; more += 1) jobs.add(request());
  expect(jobs.count).toBe(50);
  expect(jobs.read(jobId).status).toBe(404);
  expect(jobs.read(second).status).toBe(200);
});

test.each([
  'no JSON',
  'null',
  '{}',
  request({ text: ' ' }),
  request({ text: 1 }),
  request({ knowledge_bases: [] }),
  request({ knowledge_bases: ['freebase'] }),
  request({ knowledge_bases: 'capiq' }),
  request({ tag_people: 'yes' }),
  request({ originating_entity_id: 1 }),
])('%s is a bad request, and leaves no job', (body) => {
  const jobs = createAnnotationJobs();
  expect(jobs.add(body).status).toBe(400);
  expect(jobs.count).toBe(0);
});
