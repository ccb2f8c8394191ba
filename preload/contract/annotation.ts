/** The two knowledge bases that NERD links to. */
export type KnowledgeBase = 'capiq' | 'wikimedia';

/** A text to annotate, and how. */
export interface AnnotationRequest {
  readonly text: string;
  readonly knowledgeBases: readonly KnowledgeBase[];
  readonly tagPeople: boolean;
  /** Of the organisation that the text comes from; '' for none. */
  readonly originatingEntityId: string;
}

/** One mention in the text. What NERD has linked to no entity has no label, id, type and score of one. */
export interface Mention {
  readonly knowledgeBase: KnowledgeBase;
  /** In UTF-16 units of the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** NERD's type of the name: ORG, GPE, PERSON … */
  readonly nerType: string;
  /** From 0 to 1, as all scores. */
  readonly nerScore: number | undefined;
  readonly nedScore: number | undefined;
  readonly label: string | undefined;
  readonly entityType: string | undefined;
  readonly id: string | undefined;
  /** Of the entity, for the text as a whole. */
  readonly relevance: number | undefined;
}

export interface Annotations {
  /** In reading order, longer ones first. */
  readonly mentions: readonly Mention[];
  /** How many are left out, because the text does not say what they say at any place. */
  readonly notLocated: number;
}

/** What the last annotations can be copied as: data, or the call that they came from. */
export type AnnotationFormat = 'json' | 'csv' | 'curl' | 'python';

/** One claim of the access token, as people read it. */
export interface TokenClaim {
  readonly name: string;
  readonly value: string;
}
