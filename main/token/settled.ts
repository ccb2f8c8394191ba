import type { DurationMs } from '../../preload/contract/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { TokenService } from './token-service.ts';

/** An answer is on its way. A refresh that waits for its time, as in a pause, brings none. */
export function hasRequestInFlight({ state }: TokenService): boolean {
  return (
    (state.session.kind === 'refreshing' && state.requestInFlight !== undefined) || state.storage.kind === 'reading'
  );
}

/** Resolves when `busy` is over, or when the wait is. */
export function whenIdle(
  service: TokenService,
  clock: Pick<Clock, 'after'>,
  longestMs: DurationMs,
  busy: (service: TokenService) => boolean = hasRequestInFlight,
): Promise<void> {
  if (!busy(service)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      stopListening();
      cancelTimer();
      resolve();
    };
    const stopListening = service.subscribe(() => {
      if (!busy(service)) done();
    });
    const cancelTimer = clock.after(longestMs, done);
  });
}
