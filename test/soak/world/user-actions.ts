import type { World } from './world.ts';

/** Copies, and hands what came of it to the judge. */
export function copy(world: World): void {
  world.click((process) => {
    const pendingCopy = world.copies.begin(process);
    world.copiesInProgress += 1;
    void process.copy().then(({ kind }) => {
      if (!process.alive) return;
      world.copiesInProgress -= 1;
      world.copies.end(pendingCopy, kind === 'copied' ? process.clipboard : undefined);
    });
  });
}

export function refreshNow(world: World): void {
  world.click(({ service }) => service.dispatch({ kind: 'refreshWanted' }));
}

export function forgetSession(world: World): void {
  world.click((process) => {
    world.sessions.isForgetting = true;
    world.user.hasForgottenSession();
    world.server.noteDiscarded();
    void process.account.forget();
  });
}

/** Pauses for so long, or until it is resumed. */
export function pause(world: World, forMs: number | undefined): void {
  world.click(({ service, settings, clock }) => {
    const untilAt = forMs === undefined ? undefined : clock.now() + forMs;
    world.troubles.note('backgroundPausedUntil', forMs === undefined ? Infinity : world.now + forMs);
    settings.savePause({ untilAt });
    service.dispatch({ kind: 'paused', untilAt });
  });
}

export function resume(world: World): void {
  world.click(({ service, settings }) => {
    world.troubles.backgroundPausedUntil = world.now;
    settings.savePause(undefined);
    service.dispatch({ kind: 'resumed' });
  });
}

export function snooze(world: World, until: 'inAnHour' | 'tomorrow' | 'nextWeek'): void {
  world.click((process) => {
    if (until === 'nextWeek') world.expiryWarnings.unwantedBy(process);
    process.weekTracker.snooze(until, process.clock.now());
    process.timeMoved();
  });
}
