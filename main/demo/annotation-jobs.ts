import { randomBytes } from 'node:crypto';

import { annotate } from './annotate.ts';
import { setBounded } from './bounded.ts';
import type { KnowledgeBase } from './knowledge.ts';
import { json, type Reply } from './reply.ts';

/** NERD's annotation jobs: a text is submitted, its job is polled and deleted; or all is done in one call. */
export interface AnnotationJobs {
  /** Starts a job for the text in a request's JSON body, and replies with the job's id. */
  add(body: string): Reply;
  /** Replies `pending` the first time, and with the results from then on, so that callers learn to poll. */
  read(jobId: string | null): Reply;
  remove(jobId: string | null): Reply;
  /** Annotates the text in a request's JSON body at once, without a job. */
  annotateAtOnce(body: string): Reply;
  /** How many jobs were started and not deleted. */
  readonly count: number;
}

/** Each job holds a text of a megabyte at most; the oldest is dropped first. */
const MOST_JOBS = 50;

interface Job {
  readonly requestId: string;
  readonly text: string;
  readonly knowledgeBases: readonly KnowledgeBase[];
  readonly tagPeople: boolean;
  /** True once the job was read, so that the next read has the results. */
  wasRead: boolean;
}

function isKnowledgeBases(value: unknown): value is KnowledgeBase[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => one === 'capiq' || one === 'wikimedia');
}

const isOptional = (value: unknown, type: 'string' | 'boolean') => value == null || typeof value === type;

function jobFrom(body: string): Job | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined; // Not JSON: the caller answers 400.
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const fields = parsed as Record<string, unknown>;
  const { text, knowledge_bases: knowledgeBases, request_id: requestId, tag_people: tagPeople } = fields;
  if (typeof text !== 'string' || text.trim() === '' || !isKnowledgeBases(knowledgeBases)) return undefined;
  if (!isOptional(tagPeople, 'boolean') || !isOptional(fields['originating_entity_id'], 'string')) return undefined;
  return {
    requestId: typeof requestId === 'string' ? requestId : `R${randomBytes(6).toString('hex')}`,
    text,
    knowledgeBases,
    tagPeople: tagPeople === true,
    wasRead: false,
  };
}

function results({ requestId, text, knowledgeBases, tagPeople }: Job): Reply {
  const found = [...new Set(knowledgeBases)].map((one) => annotate(text, one, tagPeople));
  return json(200, { status: 'success', message: 'OK', request_id: requestId, results: found });
}

const BAD = json(400, { status: 'error', message: 'A text and a list of knowledge_bases are needed.' });
const UNKNOWN = json(404, { status: 'error', message: 'There is no such job.' });
const TWICE = json(409, { status: 'error', message: 'A job with this request_id is under way.' });

/** Gives an empty list of annotation jobs. */
export function createAnnotationJobs(): AnnotationJobs {
  const jobs = new Map<string, Job>();

  return {
    get count() {
      return jobs.size;
    },
    add(body) {
      const job = jobFrom(body);
      if (job === undefined) return BAD;
      if ([...jobs.values()].some(({ requestId, wasRead }) => requestId === job.requestId && !wasRead)) return TWICE;
      const jobId = `J${randomBytes(6).toString('hex')}`;
      setBounded(jobs, jobId, job, MOST_JOBS);
      return json(202, { job_id: jobId, request_id: job.requestId });
    },
    read(jobId) {
      const job = jobs.get(jobId ?? '');
      if (job === undefined) return UNKNOWN;
      if (job.wasRead) return results(job);
      job.wasRead = true;
      return json(200, { status: 'pending', message: 'OK', request_id: job.requestId });
    },
    remove(jobId) {
      return jobs.delete(jobId ?? '') ? json(200, { status: 'success', message: 'OK' }) : UNKNOWN;
    },
    annotateAtOnce(body) {
      const job = jobFrom(body);
      return job === undefined ? BAD : results(job);
    },
  };
}
