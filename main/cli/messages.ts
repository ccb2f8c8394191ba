import * as v from 'valibot';
import { COPY_FORMATS } from '../core/copy/copy-labels.ts';
import type { CliRequest } from '../core/cli/command-line.ts';
import type { Answer } from '../core/cli/answers.ts';

/** The version of the messages between two processes of the app; another version of the app may write another. */
const FORM = 1;
/** In characters; no answer comes near this. */
const LONGEST_ANSWER = 16_384;

/** In characters; `answer-channel.ts` checks the form of the address. The name of a display is shorter, too. */
const LONGEST_ADDRESS = 256;

const plain = <const K extends string>(kind: K) => v.strictObject({ kind: v.literal(kind) });

const requestMessage = v.object({
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
  display: v.exactOptional(
    v.object({
      x11: v.exactOptional(v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS))),
      wayland: v.exactOptional(v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS))),
    }),
  ),
  answerTo: v.exactOptional(v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS))),
});

const answerMessage = v.object({
  form: v.literal(FORM),
  code: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  text: v.pipe(v.string(), v.maxLength(LONGEST_ANSWER)),
});

/**
 * Encodes a request as the data of `requestSingleInstanceLock`: Chromium reorders the arguments of a second instance,
 * but not this.
 */
export function encodeRequest(request: CliRequest): Record<string, unknown> {
  return { form: FORM, ...request };
}

/**
 * Parses the request of a second instance. Undefined for anything else, since any program of the user's can send it.
 */
export function parseRequest(data: unknown): CliRequest | undefined {
  const parsed = v.safeParse(requestMessage, data);
  if (!parsed.success) return undefined;
  const { command, hidden, answerTo, display } = parsed.output;
  return {
    hidden,
    ...(command && { command }),
    ...(answerTo !== undefined && { answerTo }),
    ...(display && { display }),
  };
}

/** Encodes a request as one line of JSON for the app's own channel, with the line break at its end. */
export function requestLine(request: CliRequest): string {
  return `${JSON.stringify(encodeRequest(request))}\n`;
}

/** Parses the request that came through the app's own channel; undefined for anything else. */
export function parseRequestLine(line: string): CliRequest | undefined {
  try {
    return parseRequest(JSON.parse(line));
  } catch {
    return undefined; // It is no JSON at all.
  }
}

/** Encodes an answer as one line of JSON, with the line break at its end. */
export function answerLine({ code, text }: Answer): string {
  return `${JSON.stringify({ form: FORM, code, text })}\n`;
}

/** Parses an answer, without the control characters that a terminal would obey; undefined for anything else. */
export function parseAnswer(line: string): Answer | undefined {
  try {
    const parsed = v.safeParse(answerMessage, JSON.parse(line));
    if (!parsed.success) return undefined;
    const { code, text } = parsed.output;
    return { code, text: text.replaceAll(/[^\P{Cc}\n]/gu, '') };
  } catch {
    return undefined;
  }
}
