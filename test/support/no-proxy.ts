import type { ProxyLogin } from '../../main/ports/nerd.ts';

/** A proxy login that nobody asks, since there is no proxy. */
export const NO_PROXY: ProxyLogin = {
  answerFor: () => Promise.resolve(undefined),
  ended: () => undefined,
  askFor: (asking) => ({ ...asking, refused: false }),
};
