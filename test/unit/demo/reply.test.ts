import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { json, send } from '../../../main/demo/reply.ts';

test('a reply in JSON says so, and is sent whole', () => {
  const sent: unknown[] = [];
  const response = {
    writeHead: (...head: unknown[]) => void sent.push(...head),
    end: (body: unknown) => void sent.push(body),
  };
  send(response as unknown as ServerResponse, json(202, { job_id: 'job-1' }));
  expect(sent).toEqual([202, { 'content-type': 'application/json' }, '{"job_id":"job-1"}']);
});
