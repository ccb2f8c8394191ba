import { MINUTE_MS } from '../../main/core/time/time.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';

/** After a wake nothing but the time may have changed. */
const WORTH_A_LOOK_MS = 10 * MINUTE_MS;

/** Differs between two snapshots if something may have been noted between them that is worth reading the history for. */
export function historyKey(snapshot: AppSnapshot): string {
  const { session, credential, candidate, week, copied, pause, clockMessage, now } = snapshot;
  return JSON.stringify([
    session.kind === 'retrying' ? session.attempt : session.kind,
    credential?.enteredAt,
    candidate?.kind,
    week?.lastUsedAt,
    week?.standing,
    week?.snooze,
    copied !== undefined,
    pause,
    clockMessage?.title,
    Math.floor(now / WORTH_A_LOOK_MS),
  ]);
}
