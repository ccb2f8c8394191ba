/** The two knowledge bases NERD links to. */
export type KnowledgeBase = 'capiq' | 'wikimedia';

/** A name the look-alike finds in a text; no `id` means found but not linked, as NERD does with names it does not know. */
export interface KnownName {
  readonly name: string;
  readonly nerType: string;
  readonly label?: string;
  readonly id?: string;
}

/** Enough to make an answer look like NERD's: S&P Capital IQ company ids, and Wikidata items. */
export const KNOWLEDGE: Readonly<Record<KnowledgeBase, readonly KnownName[]>> = {
  capiq: [
    { name: 'Kensho', nerType: 'ORG', label: 'Kensho Technologies', id: '251994106' },
    { name: 'Microsoft', nerType: 'ORG', label: 'Microsoft Corporation', id: '21835' },
    { name: 'Apple', nerType: 'ORG', label: 'Apple Inc.', id: '24937' },
    { name: 'Amazon', nerType: 'ORG', label: 'Amazon.com, Inc.', id: '18749' },
    { name: 'Alphabet', nerType: 'ORG', label: 'Alphabet Inc.', id: '29096' },
    { name: 'IBM', nerType: 'ORG', label: 'International Business Machines Corporation', id: '112350' },
    { name: 'Acme Holdings', nerType: 'ORG' },
  ],
  wikimedia: [
    { name: 'Microsoft', nerType: 'ORG', label: 'Microsoft', id: 'Q2283' },
    { name: 'Apple', nerType: 'ORG', label: 'Apple Inc.', id: 'Q312' },
    { name: 'Amazon', nerType: 'ORG', label: 'Amazon', id: 'Q3884' },
    { name: 'Alphabet', nerType: 'ORG', label: 'Alphabet Inc.', id: 'Q20800404' },
    { name: 'IBM', nerType: 'ORG', label: 'IBM', id: 'Q37156' },
    { name: 'Boston', nerType: 'GPE', label: 'Boston', id: 'Q100' },
    { name: 'New York City', nerType: 'GPE', label: 'New York City', id: 'Q60' },
    { name: 'London', nerType: 'GPE', label: 'London', id: 'Q84' },
    { name: 'Kensho', nerType: 'ORG' },
  ],
};
