import type { Message } from '../../../preload/contract/message.ts';

/** Gives a message in one line, for tables of what people read. */
function line(message: Message | undefined): string {
  if (message === undefined) return '—';
  const { tone, title, sentence, action } = message;
  return `${tone} | ${title} | ${sentence}${action === undefined ? '' : ` [${action.label}: ${action.kind}]`}`;
}

/** Gives messages by the case they are for, one in each line. */
export function lines(messages: Readonly<Record<string, Message | undefined>>): string {
  return Object.entries(messages)
    .map(([name, message]) => `${name}: ${line(message)}`)
    .join('\n');
}
