import { secretFor, type Conditions } from './conditions.ts';
import type { Disk } from './disk.ts';
import type { Server } from './server.ts';
import { SECOND } from './units.ts';

/** Puts the session from before this week into the keychain, where the conditions have one. */
export function storeEarlierSession(
  { storedSession, startAt, credentialKind }: Conditions,
  server: Server,
  disk: Disk,
): void {
  if (storedSession === undefined) return;
  const family = server.issue(startAt - storedSession.enteredAgoMs);
  family.usedAt = startAt - storedSession.usedAgoMs;
  const details = { id: 'id-0', enteredAt: family.issuedAt + SECOND };
  disk.slots.set(credentialKind, { ...secretFor(credentialKind, family.current), ...details });
}
