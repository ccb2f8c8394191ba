import { assertNever } from '../assert-never.ts';
import { copy, endEarly, forget, pause, refreshNow, resume, snooze } from './deeds.ts';
import type { Happening, ServerTrouble } from './happenings.ts';
import type { World } from './world.ts';

/** What NERD gives then is as good as ever, and nothing is excused. */
const STILL_SERVES: readonly ServerTrouble[] = ['dateBehind', 'dateBehindWithAge', 'farEnd', 'oddlyWritten'];

/** Lets something happen in a world, now. */
export function happen(world: World, happening: Happening): void {
  const { now, troubles, timers, machine } = world;
  const { says } = world.conditions.tokens;
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
      if (world.process !== undefined) world.tally.note('crash');
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
      world.tally.note('wrongHint');
      world.link.wrongHintUntilAt = now + happening.forMs;
      return;
    case 'server':
      world.server.trouble = { how: happening.how, fromAt: now, untilAt: now + happening.forMs };
      // With no end stated, the hour by its `Date` is all that is known of a token.
      if (!STILL_SERVES.includes(happening.how) || (happening.how === 'dateBehind' && says === 'nothing')) {
        troubles.note(happening.how === 'slow' ? 'slowUntil' : 'answersUntil', now + happening.forMs);
      }
      return;
    case 'clock':
      world.tally.note('clockSet');
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
  world.tally.note(counted ? 'asleep' : 'frozen');
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
  world.tally.note('turnedOff');
  world.endApp('quit', undefined);
  machine.turnOff();
  timers.at(now + forMs, () => {
    machine.boot();
    world.startApp();
  });
}
