import * as v from 'valibot';
import { COPY_FORMATS } from '../core/copy/copy-labels.ts';
import type { CliRequest } from '../core/cli/command-line.ts';
import type { Answer } from '../core/cli/answers.ts';

/** The form of what two processes of the app tell each other; one of another version may write another. */
const FORM = 1;
/** In characters; far above the longest answer. */
const LONGEST_ANSWER = 16_384;

/** `answer-channel.ts` looks at it more closely. */
const LONGEST_ADDRESS = 256;

const plain = <const K extends string>(kind: K) => v.strictObject({ kind: v.literal(kind) });

const asked = v.object({
  form: v.literal(FORM),
  command: v.exactOptional(
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('copy'),
        format: v.exactOptional(v.picklist(COPY_FORMATS)),
        notify: v.exactOptional(v.literal(true)),
      }),
      v.strictObject({ kind: v.literal('status'), json: v.boolean() }),
      plain('refresh'),
      plain('show'),
      plain('quit'),
    ]),
  ),
  hidden: v.boolean(),
  answerTo: v.exactOptional(v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS))),
});

const answer = v.object({
  form: v.literal(FORM),
  code: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  text: v.pipe(v.string(), v.maxLength(LONGEST_ANSWER)),
});

/** For `requestSingleInstanceLock`: Chromium reorders the arguments of a second instance, but not this. */
export function encodeRequest(request: CliRequest): Record<string, unknown> {
  return { form: FORM, ...request };
}

/** What a second instance asks for, or undefined if that is not known: it comes from any program of the user's. */
export function parseRequest(data: unknown): CliRequest | undefined {
  const parsed = v.safeParse(asked, data);
  if (!parsed.success) return undefined;
  const { command, hidden, answerTo } = parsed.output;
  return { hidden, ...(command && { command }), ...(answerTo !== undefined && { answerTo }) };
}

/** One line. */
export function answerLine({ code, text }: Answer): string {
  return `${JSON.stringify({ form: FORM, code, text })}\n`;
}

/** The answer, or undefined if it is none; with nothing in it that a terminal would obey. */
export function parseAnswer(line: string): Answer | undefined {
  try {
    const parsed = v.safeParse(answer, JSON.parse(line));
    if (!parsed.success) return undefined;
    const { code, text } = parsed.output;
    return { code, text: text.replaceAll(/[^\P{Cc}\n]/gu, '') };
  } catch {
    return undefined;
  }
}
