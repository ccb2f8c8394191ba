import type { Message } from '../../../preload/contract/snapshot.ts';
import { ANNOTATING, type AnnotatingSituations } from './annotation.ts';
import { COMPUTER, type ComputerSituations } from './computer.ts';
import { COPYING, type CopyingSituations } from './copying.ts';
import { ENTERING, type EnteringSituations } from './token-input.ts';
import { toMessage, type Entry, type Table, type MessageParams, type Words } from './message.ts';
import { KEYS, type KeySituations } from './key-pair.ts';
import { APP_ERRORS, type MistakeSituations } from './app-errors.ts';
import { PROXIES, type ProxySituations } from './proxy.ts';
import { SESSION, type SessionSituations } from './session.ts';
import { TRAY, type TraySituations } from './no-tray.ts';
import { WEEK, type WeekSituations } from './week.ts';

// To add a situation: name it with its facts in the interface of the file whose subject it is, and write its entry
// under the same name below that; the compiler asks for each part. A new failure of a refresh goes into `failures.ts`,
// one of the keychain into `keychains.ts`. Then say where it is so, in `../situation.ts` or where a command fails.

/** Everything that people are told of, with the facts that its words need. */
export interface Situations
  extends
    SessionSituations,
    EnteringSituations,
    KeySituations,
    ProxySituations,
    CopyingSituations,
    WeekSituations,
    ComputerSituations,
    TraySituations,
    AnnotatingSituations,
    MistakeSituations {}

export type SituationKind = keyof Situations;

export type SituationOf<Kind extends SituationKind> = {
  [K in Kind]: Readonly<{ kind: K }> & Situations[K];
}[Kind];

export type Situation = SituationOf<SituationKind>;

/** The closed table: window, tray and notifications have their words for states and failures from here. */
export const TABLE: Table<Situations> = {
  ...SESSION,
  ...ENTERING,
  ...KEYS,
  ...PROXIES,
  ...COPYING,
  ...WEEK,
  ...COMPUTER,
  ...TRAY,
  ...ANNOTATING,
  ...APP_ERRORS,
};

export function wordsOf<Kind extends SituationKind>(situation: SituationOf<Kind>, telling: MessageParams): Words {
  const entry: Entry<Situations[Kind]> = TABLE[situation.kind];
  return typeof entry === 'function' ? entry(situation, telling) : entry;
}

/** The message for a situation. */
export function messageOf(situation: Situation, telling: MessageParams): Message {
  return toMessage(wordsOf(situation, telling));
}
