import { randomBytes } from 'node:crypto';

import { annotate } from './annotate.ts';
import type { KnowledgeBase } from './knowledge.ts';
import { json, type Reply } from './reply.ts';

/** NERD's asynchronous annotation: a text is handed in, asked for, and taken away. */
export interface AnnotationJobs {
  add(body: string): Reply;
  /** `pending` the first time it is asked for, the results from then on, so that callers learn to ask again. */
  read(jobId: string | null): Reply;
  remove(jobId: string | null): Reply;
}

interface Job {
  readonly requestId: string;
  readonly text: string;
  readonly knowledgeBases: readonly KnowledgeBase[];
  asked: boolean;
}

function isKnowledgeBases(value: unknown): value is KnowledgeBase[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => one === 'capiq' || one === 'wikimedia');
}

function jobFrom(body: string): Job | undefined {
  let asked: unknown;
  try {
    asked = JSON.parse(body);
  } catch {
    return undefined; // Not JSON: the caller answers 400.
  }
  if (typeof asked !== 'object' || asked === null) return undefined;
  const { text, knowledge_bases: knowledgeBases, request_id: requestId } = asked as Record<string, unknown>;
  if (typeof text !== 'string' || !isKnowledgeBases(knowledgeBases)) return undefined;
  return {
    requestId: typeof requestId === 'string' ? requestId : `R${randomBytes(6).toString('hex')}`,
    text,
    knowledgeBases,
    asked: false,
  };
}

export function createAnnotationJobs(): AnnotationJobs {
  const jobs = new Map<string, Job>();
  const unknown = json(404, { status: 'error', message: 'There is no such job.' });

  return {
    add(body) {
      const job = jobFrom(body);
      if (job === undefined) {
        return json(400, { status: 'error', message: 'A text and a list of knowledge_bases are needed.' });
      }
      const jobId = `J${randomBytes(6).toString('hex')}`;
      jobs.set(jobId, job);
      return json(202, { job_id: jobId, request_id: job.requestId });
    },
    read(jobId) {
      const job = jobs.get(jobId ?? '');
      if (job === undefined) return unknown;
      if (!job.asked) {
        job.asked = true;
        return json(200, { status: 'pending', message: 'OK', request_id: job.requestId });
      }
      const results = job.knowledgeBases.map((one) => annotate(job.text, one));
      return json(200, { status: 'success', message: 'OK', request_id: job.requestId, results });
    },
    remove(jobId) {
      return jobs.delete(jobId ?? '') ? json(200, { status: 'success', message: 'OK' }) : unknown;
    },
  };
}
