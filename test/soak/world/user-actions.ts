import type { World } from './world.ts';

/** Copies the token, and hands what came of it to the check of copies. */
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

/** Requests a new access token by a click. */
export function refreshNow(world: World): void {
  world.click(({ service }) => service.dispatch({ kind: 'refreshWanted' }));
}

/** Removes the session. After that NERD never grants the same access token to this process again. */
export function forgetSession(world: World): void {
  world.click((process) => {
    world.sessions.isForgetting = true;
    world.user.hasForgottenSession();
    world.server.noteDiscarded();
    void process.account.forget();
  });
}

/** Pauses background requests for this time in ms, or until they are resumed. */
export function pause(world: World, forMs: number | undefined): void {
  world.click(({ service, settings, clock }) => {
    const untilAt = forMs === undefined ? undefined : clock.now() + forMs;
    world.troubles.note('backgroundPausedUntil', forMs === undefined ? Infinity : world.now + forMs);
    settings.savePause({ untilAt });
    service.dispatch({ kind: 'paused', untilAt });
  });
}

/** Resumes background requests. */
export function resume(world: World): void {
  world.click(({ service, settings }) => {
    world.troubles.backgroundPausedUntil = world.now;
    settings.savePause(undefined);
    service.dispatch({ kind: 'resumed' });
  });
}

/** Snoozes the warning. One snoozed until next week means that the user wants no warning of this session. */
export function snooze(world: World, until: 'inAnHour' | 'tomorrow' | 'nextWeek'): void {
  world.click((process) => {
    if (until === 'nextWeek') world.expiryWarnings.unwantedBy(process);
    process.weekTracker.snooze(until, process.clock.now());
    process.timeMoved();
  });
}
