import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { Annotations, AnnotationFormat, KnowledgeBase } from '../../preload/contract/annotation.ts';
import type { Message } from '../../preload/contract/snapshot.ts';
import { answerOf } from '../state/answer-of.ts';
import { rowsOf, type EntityRow } from './entity-rows.ts';
import { findingText } from './annotation-text.ts';
import { marksOf, type Mark } from './marked-text.ts';

/** What NERD found in a text. */
export interface Found extends Annotations {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly rows: readonly EntityRow[];
}

/** What is tried on the page, for as long as the window lives: nothing of it is kept beyond. */
export class Finding {
  text = $state('');
  lookIn: KnowledgeBase | 'both' = $state('both');
  tagPeople = $state(true);
  originatingEntityId = $state('');
  isBusy = $state(false);
  /** How far it is, in words. */
  progress = $state('');
  failure: Message | undefined = $state.raw();
  found: Found | undefined = $state.raw();

  constructor(private readonly nerd: Pick<NerdBridge, 'send'>) {}

  /** Only one of the two knows people. */
  get knowsPeople(): boolean {
    return this.lookIn !== 'capiq';
  }

  async find(): Promise<void> {
    if (this.isBusy) return;
    const { text, lookIn, originatingEntityId } = this;
    this.isBusy = true;
    this.failure = undefined;
    this.found = undefined;
    this.progress = findingText.reading;
    const result = await answerOf(
      this.nerd.send({
        kind: 'annotate',
        request: {
          text,
          knowledgeBases: lookIn === 'both' ? ['capiq', 'wikimedia'] : [lookIn],
          tagPeople: this.tagPeople && this.knowsPeople,
          originatingEntityId: originatingEntityId.trim(),
        },
      }),
    );
    this.isBusy = false;
    this.progress = '';
    if (!result.ok) {
      this.failure = result.message;
      return;
    }
    const { annotations } = result;
    if (annotations === undefined) {
      this.progress = findingText.cancelled;
      return;
    }
    const { mentions } = annotations;
    const rows = rowsOf(text, mentions);
    const marks = marksOf(mentions);
    this.found = { ...annotations, text, rows, marks };
    this.progress = findingText.found(marks.length, rows.filter(({ id }) => id !== undefined).length);
  }

  async cancel(): Promise<void> {
    await answerOf(this.nerd.send({ kind: 'cancelAnnotation' }));
  }

  /** True if it is in the clipboard. */
  async copy(as: AnnotationFormat): Promise<boolean> {
    const result = await answerOf(this.nerd.send({ kind: 'copyAnnotations', as }));
    this.failure = result.ok ? undefined : result.message;
    return result.ok;
  }
}
