import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { Findings, FindingsFormat, KnowledgeBase } from '../../preload/contract/annotation.ts';
import type { Message } from '../../preload/contract/snapshot.ts';
import { answerOf } from '../state/main-requests.svelte.ts';
import { rowsOf, type EntityRow } from './entity-rows.ts';
import { annotationText } from '../text/annotation-text.ts';
import { marksOf, type TextMark } from './marked-text.ts';

/** What NERD found in a text. */
export interface Found extends Findings {
  readonly text: string;
  readonly marks: readonly TextMark[];
  readonly rows: readonly EntityRow[];
}

type Verbs = Pick<NerdBridge, 'findEntities' | 'cancelFinding' | 'copyFindings'>;

/** The text on the Try page and its annotation. Nothing of it is kept once the window closes. */
export class AnnotationState {
  text = $state('');
  lookIn: KnowledgeBase | 'both' = $state('both');
  tagPeople = $state(true);
  originatingEntityId = $state('');
  isBusy = $state(false);
  /** How far the request is, as people read it. */
  progress = $state('');
  failure: Message | undefined = $state.raw();
  found: Found | undefined = $state.raw();

  constructor(private readonly nerd: Verbs) {}

  /** True if a chosen knowledge base knows people: only Wikimedia does. */
  get knowsPeople(): boolean {
    return this.lookIn !== 'capiq';
  }

  async find(): Promise<void> {
    if (this.isBusy) return;
    const { text, lookIn, originatingEntityId } = this;
    this.isBusy = true;
    this.failure = undefined;
    this.found = undefined;
    this.progress = annotationText.reading;
    const result = await answerOf(
      this.nerd.findEntities({
        text,
        knowledgeBases: lookIn === 'both' ? ['capiq', 'wikimedia'] : [lookIn],
        tagPeople: this.tagPeople && this.knowsPeople,
        originatingEntityId: originatingEntityId.trim(),
      }),
    );
    this.isBusy = false;
    this.progress = '';
    if (!result.ok) {
      this.failure = result.message;
      return;
    }
    const { findings } = result;
    if (findings === undefined) {
      this.progress = annotationText.cancelled;
      return;
    }
    const { entities } = findings;
    const rows = rowsOf(text, entities);
    const marks = marksOf(entities);
    this.found = { ...findings, text, rows, marks };
    this.progress = annotationText.found(marks.length, rows.filter(({ id }) => id !== undefined).length);
  }

  async cancel(): Promise<void> {
    await answerOf(this.nerd.cancelFinding());
  }

  /** True if it is in the clipboard. */
  async copy(as: FindingsFormat): Promise<boolean> {
    const result = await answerOf(this.nerd.copyFindings(as));
    this.failure = result.ok ? undefined : result.message;
    return result.ok;
  }
}
