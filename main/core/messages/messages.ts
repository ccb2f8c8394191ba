import type { Message } from '../../../preload/contract/message.ts';
import { ANNOTATION_MESSAGES, type AnnotationConditions } from './annotation.ts';
import { COMPUTER_MESSAGES, type ComputerConditions } from './computer.ts';
import { COPYING_MESSAGES, type CopyingConditions } from './copying.ts';
import { DEMO_MESSAGES, type DemoConditions } from './demo.ts';
import { TOKEN_INPUT_MESSAGES, type TokenInputConditions } from './token-input.ts';
import { toMessage, type MessageEntry, type MessageTable, type TimeContext, type MessageParts } from './message.ts';
import { KEY_PAIR_MESSAGES, type KeyPairConditions } from './key-pair.ts';
import { APP_ERRORS, type AppErrorConditions } from './app-errors.ts';
import { PROXY_MESSAGES, type ProxyConditions } from './proxy.ts';
import { REJECTION_MESSAGES, type RejectionConditions } from './rejections.ts';
import { SESSION_MESSAGES, type SessionConditions } from './session.ts';
import { WEEK_MESSAGES, type WeekConditions } from './week.ts';

// To add a condition, name it with its parameters in the interface of the file whose subject it is, and write its message
// under the same name below that; the compiler asks for each part. A new failure of a refresh goes into
// `request-failures.ts`, one of the keychain into `keychain.ts`. Then choose the condition in `conditions.ts`, or where a
// command fails.

/** Every condition that has a message, by its key and with the parameters that its message needs. */
export interface Conditions
  extends
    SessionConditions,
    RejectionConditions,
    TokenInputConditions,
    KeyPairConditions,
    ProxyConditions,
    DemoConditions,
    CopyingConditions,
    WeekConditions,
    ComputerConditions,
    AnnotationConditions,
    AppErrorConditions {}

export type ConditionKind = keyof Conditions;

export type ConditionOf<Kind extends ConditionKind> = {
  [K in Kind]: Readonly<{ kind: K }> & Conditions[K];
}[Kind];

export type Condition = ConditionOf<ConditionKind>;

/** The closed table of messages: window, tray, notifications and command line take their sentences from here. */
export const MESSAGES: MessageTable<Conditions> = {
  ...SESSION_MESSAGES,
  ...REJECTION_MESSAGES,
  ...TOKEN_INPUT_MESSAGES,
  ...KEY_PAIR_MESSAGES,
  ...PROXY_MESSAGES,
  ...DEMO_MESSAGES,
  ...COPYING_MESSAGES,
  ...WEEK_MESSAGES,
  ...COMPUTER_MESSAGES,
  ...ANNOTATION_MESSAGES,
  ...APP_ERRORS,
};

/** Gives the parts of the message for a condition. */
export function messageParts<Kind extends ConditionKind>(
  condition: ConditionOf<Kind>,
  context: TimeContext,
): MessageParts {
  const entry: MessageEntry<Conditions[Kind]> = MESSAGES[condition.kind];
  return typeof entry === 'function' ? entry(condition, context) : entry;
}

/** The message for a condition. */
export function messageOf(condition: Condition, context: TimeContext): Message {
  return toMessage(messageParts(condition, context));
}
