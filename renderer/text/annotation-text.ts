// The fixed words of the Try page, from its form on.
import type { AnnotationFormat, KnowledgeBase } from '../../preload/contract/annotation.ts';

export const annotationText = {
  text: 'Text',
  example: 'Use an example',
  exampleText:
    'Kensho, part of S&P Global, is based in Cambridge, near Boston 🦞. Tim Cook spoke at Apple Park about the iPhone, while Tesla and Acme Holdings opened offices in Berlin and תל אביב.',
  knowledgeBases: 'Look in',
  choices: [
    { value: 'both', label: 'Both' },
    { value: 'capiq', label: 'Capital IQ' },
    { value: 'wikimedia', label: 'Wikimedia' },
  ],
  people: 'Tag people (Wikimedia)',
  more: 'Originating entity',
  originating: 'Id of the organization that the text comes from',
  find: 'Find entities',
  cancel: 'Cancel',
  reading: 'Sent. NERD is reading…',
  cancelled: 'Cancelled.',
  found: (mentions: number, entities: number) =>
    mentions === 0
      ? 'NERD found no entities in this text.'
      : `${counted(mentions, 'mention')}, ${counted(entities, 'entity', 'entities')}.`,
  notLocated: (count: number) => `${counted(count, 'mention')} could not be found in the text and left out.`,
  marked: 'The text with its entities',
  card: 'Entity',
  close: 'Close',
  facts: {
    text: 'In the text',
    type: 'Type',
    id: 'Id',
    knowledgeBase: 'Knowledge base',
    nerScore: 'Sure of the name',
    nedScore: 'Sure of the entity',
    relevance: 'Relevance',
  },
  unlinked: 'Not linked to an entity',
  table: 'Entities',
  filter: 'Filter',
  noRows: 'None of them.',
  showAll: (count: number) => `Show all ${count}`,
  columns: { name: 'Entity', type: 'Type', mentions: 'Times', relevance: 'Relevance' },
  copyAs: 'Copy as',
  formats: { json: 'JSON', csv: 'CSV', curl: 'curl', python: 'Python' } satisfies Record<AnnotationFormat, string>,
  copied: (format: string) => `Copied as ${format}.`,
} as const;

export const KNOWLEDGE_BASES: Readonly<Record<KnowledgeBase, string>> = {
  capiq: 'Capital IQ',
  wikimedia: 'Wikimedia',
};

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
