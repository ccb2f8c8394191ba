import { assertNever } from '../assert-never.ts';
import type { Happening } from './happenings.ts';
import type { World } from './world.ts';

/** Lets something happen in a world, now. */
export function happen(world: World, happening: Happening): void {
  const { now, troubles, timers, machine } = world;
  switch (happening.kind) {
    case 'copy':
      return world.copy();
    case 'clicks':
      for (let index = 0; index < happening.count; index += 1) {
        timers.at(now + index * happening.gapMs, () => world.copy());
      }
      return;
    case 'refreshNow':
      return world.click(({ service }) => service.dispatch({ kind: 'refreshWanted' }));
    case 'enterNew':
      return world.user.enter(world.newToken());
    case 'enterWrong':
      return world.user.enter(`wrong-${now}`);
    case 'forget':
      return world.forget();
    case 'refuseOnce':
      world.server.refusesOnce = true;
      return;
    case 'endEarly':
      return world.revoke();
    case 'sleep':
      return sleep(world, happening.forMs, true, happening.told);
    case 'frozen':
      return sleep(world, happening.forMs, false, false);
    case 'off':
      return turnOff(world, happening.forMs);
    case 'crash':
      return world.endApp('die', happening.forMs);
    case 'crashAt':
      return world.crashBefore(happening.effect, happening.forMs);
    case 'network':
      world.link.trouble = { how: happening.how, untilAt: now + happening.forMs, hint: happening.hint };
      return troubles.note('answersUntil', now + happening.forMs);
    case 'wrongHint':
      world.link.wrongHintUntilAt = now + happening.forMs;
      return;
    case 'server':
      world.server.trouble = { how: happening.how, untilAt: now + happening.forMs };
      return troubles.note(happening.how === 'slow' ? 'slowUntil' : 'answersUntil', now + happening.forMs);
    case 'clock':
      machine.wallAheadMs = happening.aheadMs;
      return troubles.note('clockUntil', now);
    case 'keychain':
      world.disk.keychain = { how: happening.how, untilAt: now + happening.forMs };
      return troubles.note('keychainUntil', now + happening.forMs);
    case 'pause':
      return world.pause(happening.forMs);
    case 'resume':
      return world.resume();
    case 'snooze':
      return world.snooze(happening.until);
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
