import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { Annotations, AnnotationFormat, KnowledgeBase } from '../../preload/contract/annotation.ts';
import type { Message } from '../../preload/contract/message.ts';
import { answerOf } from '../state/main-requests.svelte.ts';
import { rowsOf, type EntityRow } from './entity-rows.ts';
import { annotationText } from '../text/annotation-text.ts';
import { marksOf, type TextMark } from './marked-text.ts';

/** What NERD found in a text. */
export interface Found extends Annotations {
  readonly text: string;
  readonly marks: readonly TextMark[];
  readonly rows: readonly EntityRow[];
}

/** The text on the Try page and its annotation. Nothing of it is stored once the window closes. */
export class AnnotationState {
  text = $state('');
  lookIn: KnowledgeBase | 'both' = $state('both');
  tagPeople = $state(true);
  originatingEntityId = $state('');
  isPending = $state(false);
  /** How far the request is, as people read it. */
  progress = $state('');
  failure: Message | undefined = $state.raw();
  found: Found | undefined = $state.raw();

  constructor(private readonly nerd: Pick<NerdBridge, 'send'>) {}

  /** True if a chosen knowledge base knows people: only Wikimedia does. */
  get knowsPeople(): boolean {
    return this.lookIn !== 'capiq';
  }

  async find(): Promise<void> {
    if (this.isPending) return;
    const { text, lookIn, originatingEntityId } = this;
    this.isPending = true;
    this.failure = undefined;
    this.found = undefined;
    this.progress = annotationText.reading;
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
    this.isPending = false;
    this.progress = '';
    if (!result.ok) {
      this.failure = result.message;
      return;
    }
    const { annotations } = result;
    if (annotations === undefined) {
      this.progress = annotationText.cancelled;
      return;
    }
    const { mentions } = annotations;
    const rows = rowsOf(text, mentions);
    const marks = marksOf(mentions);
    this.found = { ...annotations, text, rows, marks };
    this.progress = annotationText.found(marks.length, rows.filter(({ id }) => id !== undefined).length);
  }

  async cancel(): Promise<void> {
    await answerOf(this.nerd.send({ kind: 'cancelAnnotation' }));
  }

  /** True if the copy is on the clipboard. */
  async copy(as: AnnotationFormat): Promise<boolean> {
    const result = await answerOf(this.nerd.send({ kind: 'copyAnnotations', as }));
    this.failure = result.ok ? undefined : result.message;
    return result.ok;
  }
}
