import { assertNever } from '../assert-never.ts';
import { copy, endEarly, forget, pause, refreshNow, resume, snooze } from './deeds.ts';
import type { Happening } from './happenings.ts';
import type { World } from './world.ts';

/** Lets something happen in a world, now. */
export function happen(world: World, happening: Happening): void {
  const { now, troubles, timers, machine } = world;
  switch (happening.kind) {
    case 'copy':
      copy(world);
      return;
    case 'clicks':
      for (let index = 0; index < happening.count; index += 1) {
        timers.at(now + index * happening.gapMs, () => copy(world));
      }
      return;
    case 'refreshNow':
      refreshNow(world);
      return;
    case 'enterNew':
      world.user.enter(world.newToken());
      return;
    case 'enterWrong':
      world.user.enter(world.typed(`wrong-${now}`));
      return;
    case 'forget':
      forget(world);
      return;
    case 'refuseOnce':
      world.server.refusesOnce = true;
      return;
    case 'endEarly':
      endEarly(world);
      return;
    case 'sleep':
      sleep(world, happening.forMs, true, happening.told);
      return;
    case 'frozen':
      sleep(world, happening.forMs, false, false);
      return;
    case 'off':
      turnOff(world, happening.forMs);
      return;
    case 'crash':
      world.endApp('die', happening.forMs);
      return;
    case 'crashAt':
      world.crashBefore(happening.effect, happening.forMs);
      return;
    case 'network':
      world.link.trouble = { how: happening.how, untilAt: now + happening.forMs, hint: happening.hint };
      troubles.note('answersUntil', now + happening.forMs);
      return;
    case 'wrongHint':
      world.link.wrongHintUntilAt = now + happening.forMs;
      return;
    case 'server':
      world.server.trouble = { how: happening.how, untilAt: now + happening.forMs };
      troubles.note(happening.how === 'slow' ? 'slowUntil' : 'answersUntil', now + happening.forMs);
      return;
    case 'clock':
      machine.wallAheadMs = happening.aheadMs;
      troubles.note('clockUntil', now);
      return;
    case 'keychain':
      world.disk.keychain = { how: happening.how, untilAt: now + happening.forMs };
      troubles.note('keychainUntil', now + happening.forMs);
      return;
    case 'pause':
      pause(world, happening.forMs);
      return;
    case 'resume':
      resume(world);
      return;
    case 'snooze':
      snooze(world, happening.until);
      return;
    default:
      return assertNever(happening);
  }
}

/** `counted` false: a virtual machine that was frozen, whose clock is set right afterwards. */
function sleep(world: World, forMs: number, counted: boolean, told: boolean): void {
  const { machine, timers, now } = world;
  if (machine.state !== 'on') return;
  machine.fallAsleep();
  timers.at(now + forMs, () => {
    if (machine.state !== 'asleep') return;
    machine.wakeUp(counted);
    world.troubles.note('awayUntil', world.now);
    if (!counted) world.troubles.note('frozenUntil', world.now);
    world.startApp();
    if (told) world.process?.wake();
  });
}

function turnOff(world: World, forMs: number): void {
  const { machine, timers, now } = world;
  if (machine.state === 'off') return;
  world.endApp('quit', undefined);
  machine.turnOff();
  timers.at(now + forMs, () => {
    machine.boot();
    world.startApp();
  });
}
