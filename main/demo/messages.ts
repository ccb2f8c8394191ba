import * as v from 'valibot';

const id = v.pipe(v.number(), v.safeInteger());
const text = v.pipe(v.string(), v.nonEmpty());

const request = v.variant('call', [
  /** `known` are the refresh tokens of an earlier run; its port and key keep its address and its tokens valid. */
  v.object({
    call: v.literal('start'),
    id,
    known: v.array(text),
    port: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
    signingKey: v.exactOptional(text),
  }),
  v.object({ call: v.literal('issue'), id }),
]);

const reply = v.variant('call', [
  v.object({ call: v.literal('start'), id, url: text, signingKey: text }),
  v.object({ call: v.literal('issue'), id, refreshToken: text }),
]);

/** A request of main to the demo server's process. */
export type DemoProcessRequest = v.InferOutput<typeof request>;

/** The reply to a request. */
export type DemoProcessReply = v.InferOutput<typeof reply>;

/** Parses a request; undefined for anything else. */
export function parseDemoProcessRequest(message: unknown): DemoProcessRequest | undefined {
  const result = v.safeParse(request, message);
  return result.success ? result.output : undefined;
}

/** Parses a reply; undefined for anything else. */
export function parseDemoProcessReply(message: unknown): DemoProcessReply | undefined {
  const result = v.safeParse(reply, message);
  return result.success ? result.output : undefined;
}
