import type { CopyFormat } from '../../preload/contract/settings.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import type { Clipboard, ClipboardWrite } from '../ports/desktop.ts';
import { freshToken } from '../token/fresh-token.ts';
import type { TokenService } from '../token/token-service.ts';
import type { ServerClock } from '../token/server-clock.ts';

/** The outcome of a copy; `waited` is true if NERD was asked for a fresh token first. */
export type CopyOutcome =
  | { readonly kind: 'copied'; readonly expiresAt: EpochMs; readonly lastsMs: DurationMs; readonly waited: boolean }
  /** There is no valid access token; the state says why. */
  | { readonly kind: 'noToken' }
  /** The clipboard did not take the text, or takes it only from a window in use. */
  | { readonly kind: 'notWritten'; readonly why: Exclude<ClipboardWrite, 'written'> };

export interface CopyTokenParts {
  readonly service: TokenService;
  readonly clock: ServerClock;
  readonly clipboard: Pick<Clipboard, 'writeSecret'>;
  /** The text to put on the clipboard for this access token: the token itself, or something to use it with. */
  readonly textOf: (accessToken: string, format: CopyFormat | undefined) => string;
}

/**
 * Gives the function that copies: a token that is valid for at least five minutes if NERD grants one, else the old one
 * while it is valid. A call during a copy joins it if it has the same format, and else waits for its turn: two copies
 * at a time would read back each other's text. Without a format the settings' one is used.
 */
export function createCopyToken(parts: CopyTokenParts): (format?: CopyFormat) => Promise<CopyOutcome> {
  const underWay = new Map<CopyFormat | undefined, Promise<CopyOutcome>>();
  return (format) => {
    const joined = underWay.get(format);
    if (joined !== undefined) return joined;
    const before = [...underWay.values()].at(-1);
    const mine = before === undefined ? copy(parts, format) : before.then(() => copy(parts, format));
    const copying = mine.finally(() => underWay.delete(format));
    underWay.set(format, copying);
    return copying;
  };
}

async function copy(parts: CopyTokenParts, format: CopyFormat | undefined): Promise<CopyOutcome> {
  const { service, clock, clipboard, textOf } = parts;
  const { token, waited } = await freshToken(service, clock);
  if (token === undefined) return { kind: 'noToken' };
  const outcome = await clipboard.writeSecret(textOf(token.value, format));
  if (outcome !== 'written') return { kind: 'notWritten', why: outcome };
  const { expiresAt } = token;
  service.dispatch({ kind: 'copied', expiresAt });
  return { kind: 'copied', expiresAt, lastsMs: expiresAt - clock.now(), waited };
}
