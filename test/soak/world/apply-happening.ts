import { credentialIdentifier } from '../../support/credential-identifier.ts';
import { assertNever } from '../assert-never.ts';
import { copy, forgetSession, pause, refreshNow, resume, snooze } from './user-actions.ts';
import type { Happening, ServerTrouble } from './happening-kinds.ts';
import type { World } from './world.ts';

/** In these troubles the tokens are as good as ever, so they excuse no broken promise. */
const STILL_GRANTS_GOOD_TOKENS: readonly ServerTrouble[] = [
  'dateBehind',
  'dateBehindWithAge',
  'farEnd',
  'oddlyWritten',
];

/** Lets something happen in a world now, and takes note of the promises that it excuses. */
export function applyHappening(world: World, happening: Happening): void {
  const { now, troubles, timers, machine } = world;
  const { expiryStatedBy } = world.conditions.tokens;
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
      world.user.enter(world.issueIdentifier());
      return;
    case 'enterWrong':
      world.user.enter(world.entered(`wrong-${now}`));
      return;
    case 'forget':
      forgetSession(world);
      return;
    case 'refuseOnce':
      world.server.refusesNextRequest = true;
      return;
    case 'endEarly':
      endSessionEarly(world);
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
      if (world.process !== undefined) world.faultCounter.add('crash');
      world.endApp('die', happening.forMs);
      return;
    case 'crashAt':
      world.planCrash(happening.effect, happening.forMs);
      return;
    case 'network':
      world.network.trouble = { how: happening.how, untilAt: now + happening.forMs, hint: happening.hint };
      troubles.note('noAnswersUntil', now + happening.forMs);
      return;
    case 'wrongHint':
      world.faultCounter.add('wrongHint');
      world.network.wrongHintUntilAt = now + happening.forMs;
      return;
    case 'server':
      world.server.trouble = { how: happening.how, fromAt: now, untilAt: now + happening.forMs };
      // Where no expiry is stated, the hour of the `Date` header is all that the app can know of a token.
      if (
        !STILL_GRANTS_GOOD_TOKENS.includes(happening.how) ||
        (happening.how === 'dateBehind' && expiryStatedBy === 'nothing')
      ) {
        troubles.note(happening.how === 'slow' ? 'slowAnswersUntil' : 'noAnswersUntil', now + happening.forMs);
      }
      return;
    case 'clock':
      world.faultCounter.add('clockSet');
      machine.wallClockAheadMs = happening.aheadMs;
      troubles.note('wrongClockUntil', now);
      return;
    case 'keychain':
      world.disk.keychainTrouble = { how: happening.how, untilAt: now + happening.forMs };
      troubles.note('keychainTroubleUntil', now + happening.forMs);
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

/**
 * Puts the machine to sleep for `forMs`. Without `uptimeGoesOn` it is a virtual machine that was frozen; with
 * `wakeIsSignalled` the system tells the app that it has woken.
 */
function sleep(world: World, forMs: number, uptimeGoesOn: boolean, wakeIsSignalled: boolean): void {
  const { machine, timers, now } = world;
  if (machine.state !== 'on') return;
  world.faultCounter.add(uptimeGoesOn ? 'asleep' : 'frozen');
  machine.fallAsleep();
  timers.at(now + forMs, () => {
    if (machine.state !== 'asleep') return;
    machine.wakeUp(uptimeGoesOn);
    world.troubles.note('notRunningUntil', world.now);
    if (!uptimeGoesOn) world.troubles.note('frozenUntil', world.now);
    world.startApp();
    if (wakeIsSignalled) world.process?.timeMoved();
  });
}

/** Quits the app and turns the machine off for `forMs`. The app starts with the machine. */
function turnOff(world: World, forMs: number): void {
  const { machine, timers, now } = world;
  if (machine.state === 'off') return;
  world.faultCounter.add('turnedOff');
  world.endApp('quit', undefined);
  machine.turnOff();
  timers.at(now + forMs, () => {
    machine.boot();
    world.startApp();
  });
}

/** Has NERD end the session in the keychain before its week is over. */
function endSessionEarly({ disk, server, conditions, faultCounter }: World): void {
  const stored = disk.slots.get(conditions.credentialKind);
  const family = stored && server.familyOf(credentialIdentifier(stored));
  if (family === undefined) return;
  family.revoked = true;
  faultCounter.add('endedEarly');
}
