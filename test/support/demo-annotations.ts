import { stateFrom } from '../../main/nerd/annotation-answer.ts';
import { annotationsOf, type KnowledgeBaseResult } from '../../main/core/annotation/mentions.ts';
import { annotate } from '../../main/demo/annotate.ts';
import type { Annotations, KnowledgeBase } from '../../preload/contract/annotation.ts';

/** What the demo server finds in a text, as main reads it. */
export function demoResults(text: string, knowledgeBases: readonly KnowledgeBase[]): readonly KnowledgeBaseResult[] {
  const results = knowledgeBases.map((knowledgeBase) => annotate(text, knowledgeBase, true));
  const answer = stateFrom(Buffer.from(JSON.stringify({ status: 'success', results })));
  if (!answer.ok || answer.value.kind !== 'done') throw new Error('the demo server gives no results');
  return answer.value.results;
}

/** Gives what the demo server finds in `text`, as the app holds it. */
export function demoAnnotations(
  text: string,
  knowledgeBases: readonly KnowledgeBase[] = ['capiq', 'wikimedia'],
): Annotations {
  return annotationsOf(text, demoResults(text, knowledgeBases));
}
