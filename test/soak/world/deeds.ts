import type { World } from './world.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** Copies, and hands what came of it to the judge. */
export function copy(world: World): void {
  world.click((process) => {
    const begun = world.copies.begin(process);
    world.copying += 1;
    void process.copy().then(({ kind }) => {
      if (!process.alive) return;
      world.copying -= 1;
      world.copies.end(begun, kind === 'copied' ? process.clipboard : undefined);
    });
  });
}

export function refreshNow(world: World): void {
  world.click(({ service }) => service.dispatch({ kind: 'refreshWanted' }));
}

export function forget(world: World): void {
  world.click((process) => {
    world.sessions.forgetting = true;
    world.user.hasForgotten();
    world.server.dropped();
    void process.account.forget();
  });
}

/** Pauses for so long, or until it is resumed. */
export function pause(world: World, forMs: number | undefined): void {
  world.click(({ service, settings, clock }) => {
    const untilAt = forMs === undefined ? undefined : clock.now() + forMs;
    world.troubles.note('restUntil', forMs === undefined ? Infinity : world.now + forMs);
    settings.savePause({ untilAt });
    service.dispatch({ kind: 'paused', untilAt });
  });
}

export function resume(world: World): void {
  world.click(({ service, settings }) => {
    world.troubles.restUntil = world.now;
    settings.savePause(undefined);
    service.dispatch({ kind: 'resumed' });
  });
}

export function snooze(world: World, until: 'inAnHour' | 'tomorrow' | 'nextWeek'): void {
  world.click((process) => {
    if (until === 'nextWeek') world.weeks.unwantedBy(process);
    process.weeks.snooze(until, process.clock.now());
    process.wake();
  });
}

/** NERD ends the session in the keychain before its time. */
export function endEarly({ disk, server, conditions, tally }: World): void {
  const kept = disk.slots.get(conditions.signsIn);
  const lineage = kept && server.lineageOf(credentialIdentifier(kept));
  if (lineage === undefined) return;
  lineage.revoked = true;
  tally.note('endedEarly');
}
