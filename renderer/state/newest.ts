import type { AppSnapshot } from '../../preload/contract/snapshot.ts';

/** The later of two snapshots by revision: a slow answer never undoes a newer push. */
export function newest(current: AppSnapshot | undefined, incoming: AppSnapshot): AppSnapshot {
  return current !== undefined && current.revision > incoming.revision ? current : incoming;
}
