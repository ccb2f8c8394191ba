import type { KnowledgeBaseResult } from '../../../../main/core/annotation/mentions.ts';

/** The fields of an annotation for which NERD knows no entity. */
export const NOTHING = {
  label: undefined,
  entityType: undefined,
  id: undefined,
  nerScore: undefined,
  nedScore: undefined,
};
const APPLE = { nerType: 'ORG', label: 'Apple Inc.', entityType: 'ORG', nerScore: 0.99, nedScore: 0.9 };
/** A text with names in it. */
export const TEXT = '🍏 Apple Park by Apple';

/** What NERD finds in {@link TEXT}. */
export const RESULTS: readonly KnowledgeBaseResult[] = [
  {
    knowledgeBase: 'capiq',
    annotations: [
      { startIndex: 2, endIndex: 7, text: 'Apple', ...APPLE, id: '24937' },
      { startIndex: 16, endIndex: 21, text: 'Apple', ...APPLE, id: '24937' },
    ],
    relevance: new Map([['24937', 1]]),
  },
  {
    knowledgeBase: 'wikimedia',
    annotations: [
      { startIndex: 2, endIndex: 12, text: 'Apple Park', ...NOTHING, nerType: 'FAC' },
      { startIndex: 5, endIndex: 9, text: 'Pear', ...NOTHING, nerType: 'ORG' },
    ],
    relevance: new Map(),
  },
];
