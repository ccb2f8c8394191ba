import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import { COPY_PROMISE_MS } from '../core/schedule.ts';
import { goodToken } from '../core/state.ts';
import { SECOND_MS } from '../core/time.ts';
import type { Clipboard, ClipboardWrite } from '../ports.ts';
import type { TokenService } from './token-service.ts';
import type { TrueClock } from './true-clock.ts';

export type CopyOutcome =
  | { readonly kind: 'copied'; readonly expiresAt: EpochMs; readonly lastsMs: DurationMs; readonly waited: boolean }
  /** There is no access token that still works; the state says why. */
  | { readonly kind: 'noToken' }
  /** The clipboard did not take it, or takes it only from a window in use. */
  | { readonly kind: 'notWritten'; readonly why: Exclude<ClipboardWrite, 'written'> };

/** A person who clicked Copy waits at most this long for a fresher token. */
const LONGEST_WAIT_MS: DurationMs = 5 * SECOND_MS;

export interface FreshCopyParts {
  readonly service: TokenService;
  readonly clock: TrueClock;
  readonly clipboard: Pick<Clipboard, 'writeSecret'>;
  /** The text to put on the clipboard for this access token: the token itself, or something to use it with. */
  readonly textOf: (accessToken: string) => string;
}

/**
 * Gives the command Copy: a token with at least five minutes left whenever the server can give one, else the old one
 * while it is good. Clicks during a copy join it.
 */
export function createFreshCopy(parts: FreshCopyParts): () => Promise<CopyOutcome> {
  let underWay: Promise<CopyOutcome> | undefined;
  return () =>
    (underWay ??= copy(parts).finally(() => {
      underWay = undefined;
    }));
}

async function copy({ service, clock, clipboard, textOf }: FreshCopyParts): Promise<CopyOutcome> {
  let waited = false;
  // The clock may have been set, or time have passed unseen, since the last event.
  service.dispatch({ kind: 'woke' });
  if (!isFresh(service, clock.now())) {
    service.dispatch({ kind: 'refreshWanted' });
    waited = isBusy(service);
    if (waited) await settled(service, clock);
  }
  const token = goodToken(service.state, clock.now());
  if (token === undefined) return { kind: 'noToken' };
  const outcome = await clipboard.writeSecret(textOf(token.value));
  if (outcome !== 'written') return { kind: 'notWritten', why: outcome };
  const { expiresAt } = token;
  service.dispatch({ kind: 'copied', expiresAt });
  return { kind: 'copied', expiresAt, lastsMs: expiresAt - clock.now(), waited };
}

function isFresh(service: TokenService, now: EpochMs): boolean {
  const token = goodToken(service.state, now);
  return token !== undefined && !service.state.timeInDoubt && token.expiresAt - now >= COPY_PROMISE_MS;
}

/** An answer is on its way. A refresh that waits for its time, as in a pause, brings none. */
function isBusy({ state }: TokenService): boolean {
  return (state.session.kind === 'refreshing' && state.flight !== undefined) || state.storage.kind === 'reading';
}

/** Resolves when the refresh under way has ended, or when the wait is over. */
function settled(service: TokenService, clock: TrueClock): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stopListening();
      cancelTimer();
      resolve();
    };
    const stopListening = service.subscribe(() => {
      if (!isBusy(service)) done();
    });
    const cancelTimer = clock.after(LONGEST_WAIT_MS, done);
  });
}
