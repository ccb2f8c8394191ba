import { MINUTE_MS } from '../../main/core/time/time.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';

/** Waking may change nothing but the time, so the history is read at least this often while snapshots come. */
const WORTH_A_LOOK_MS = 10 * MINUTE_MS;

/** A key that differs between two snapshots if the history may have grown between them. */
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
