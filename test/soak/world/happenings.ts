import type { Conditions } from './conditions.ts';
import {
  GRANT_ODDITIES,
  MIDDLEBOX_REPLIES,
  NETWORK_TROUBLES,
  SERVER_TROUBLES,
  type Happening,
} from './happening-kinds.ts';
import { Random, subSeed } from './random.ts';
import { DAY, HOUR, MINUTE, SECOND, WEEK } from './units.ts';

/** Gives what happens in the week of these conditions, in order of time. The same seed gives the same happenings. */
export function happeningsOf(conditions: Conditions): Happening[] {
  const random = new Random(subSeed(conditions.seed, 2));
  const all = [
    ...nightsAndNaps(random),
    ...copiesAndRefreshes(random),
    ...(conditions.faultLevel === 0 ? [] : faults(random, conditions.faultLevel)),
    ...(conditions.clockIsSetWrong ? clockChanges(random) : []),
    ...sessionActions(random),
    // They use random numbers of their own, so that the weeks of earlier seeds stay as they were.
    ...(conditions.faultLevel === 0 ? [] : middleboxReplies(new Random(subSeed(conditions.seed, 6)))),
    ...(conditions.faultLevel === 0 ? [] : grantOddities(new Random(subSeed(conditions.seed, 7)))),
  ];
  return all.filter(({ atMs }) => atMs < WEEK).sort((a, b) => a.atMs - b.atMs);
}

/** Gives a duration from 1 s to `longestMs`, in ms. The cube makes most of them short. */
function duration(random: Random, longestMs: number): number {
  return Math.round(SECOND + (longestMs - SECOND) * random.next() ** 3);
}

/** Nights and naps in which the machine sleeps or is off, some days off, and copies right after waking. */
function nightsAndNaps(random: Random): Happening[] {
  const atNight = random.pick(['sleep', 'sleep', 'off', 'on'] as const);
  const list: Happening[] = [];
  for (let day = 0; day < 7; day += 1) {
    if (atNight === 'on' && random.chance(0.8)) continue;
    const atMs = day * DAY + random.int(8, 16) * HOUR + random.int(0, HOUR);
    const forMs = random.int(6 * HOUR, 15 * HOUR);
    if (atNight === 'off') list.push({ atMs, kind: 'off', forMs });
    else list.push({ atMs, kind: 'sleep', forMs, told: random.chance(0.6) });
    if (random.chance(0.5)) list.push({ atMs: atMs + forMs + random.int(20, 20 * SECOND), kind: 'copy' });
  }
  for (let nap = random.int(0, 12); nap > 0; nap -= 1) {
    const atMs = random.int(0, WEEK);
    const forMs = duration(random, 5 * HOUR);
    list.push({ atMs, kind: 'sleep', forMs, told: random.chance(0.5) });
    if (random.chance(0.5)) list.push({ atMs: atMs + forMs + random.int(20, 30 * SECOND), kind: 'copy' });
  }
  if (random.chance(0.1)) list.push({ atMs: random.int(0, 3 * DAY), kind: 'off', forMs: random.int(DAY, 4 * DAY) });
  return list;
}

/** The user's ordinary clicks: single copies, bursts of them, and requests to refresh. */
function copiesAndRefreshes(random: Random): Happening[] {
  const list: Happening[] = [];
  for (let copies = random.int(5, 40); copies > 0; copies -= 1) list.push({ atMs: random.int(0, WEEK), kind: 'copy' });
  // Copies near the full hour are the hardest ones, since tokens expire then.
  for (let copies = random.int(0, 10); copies > 0; copies -= 1) {
    list.push({ atMs: random.int(0, 167) * HOUR + random.int(-2 * MINUTE, 2 * MINUTE) + HOUR, kind: 'copy' });
  }
  for (let times = random.int(0, 5); times > 0; times -= 1) {
    list.push({ atMs: random.int(0, WEEK), kind: 'clicks', count: random.int(3, 15), gapMs: random.int(50, 4000) });
    list.push({ atMs: random.int(0, WEEK), kind: 'refreshNow' });
  }
  return list;
}

/** The faults of the network, of NERD, of the keychain and of the app itself; on level 2 up to four times as many. */
function faults(random: Random, faultLevel: 1 | 2): Happening[] {
  const list: Happening[] = [];
  const upTo = (atMost: number): number => random.int(0, atMost * faultLevel * faultLevel);
  const at = (): number => random.int(0, WEEK);
  for (let times = upTo(8); times > 0; times -= 1) {
    const forMs = duration(random, random.chance(0.05) ? 3 * DAY : 4 * HOUR);
    list.push({ atMs: at(), kind: 'network', how: random.pick(NETWORK_TROUBLES), forMs, hint: random.chance(0.7) });
  }
  for (let times = upTo(6); times > 0; times -= 1) {
    list.push({ atMs: at(), kind: 'server', how: random.pick(SERVER_TROUBLES), forMs: duration(random, 3 * HOUR) });
  }
  for (let times = upTo(1); times > 0; times -= 1)
    list.push({ atMs: at(), kind: 'wrongHint', forMs: duration(random, DAY) });
  for (let times = upTo(2); times > 0; times -= 1) list.push({ atMs: at(), kind: 'refuseOnce' });
  for (let times = upTo(3); times > 0; times -= 1) {
    list.push({
      atMs: at(),
      kind: 'keychain',
      how: random.pick(['slow', 'locked']),
      forMs: duration(random, 6 * HOUR),
    });
  }
  for (let times = upTo(2); times > 0; times -= 1) {
    list.push({ atMs: at(), kind: 'crash', forMs: duration(random, HOUR) });
    list.push({ atMs: at(), kind: 'crashAt', effect: random.int(1, 8), forMs: duration(random, MINUTE) });
  }
  if (random.chance(0.05)) {
    const from = at();
    for (let times = 8; times > 0; times -= 1) {
      list.push({ atMs: from + random.int(0, 40 * MINUTE), kind: 'crash', forMs: 2 * SECOND });
    }
  }
  if (random.chance(0.1)) list.push({ atMs: at(), kind: 'endEarly' });
  return list;
}

/** In some weeks a middlebox replies in NERD's place, for up to a day at a time. */
function middleboxReplies(random: Random): Happening[] {
  if (random.chance(0.6)) return [];
  const list: Happening[] = [];
  for (let times = random.int(1, 4); times > 0; times -= 1) {
    const forMs = duration(random, random.chance(0.2) ? DAY : 3 * HOUR);
    list.push({ atMs: random.int(0, WEEK), kind: 'server', how: random.pick(MIDDLEBOX_REPLIES), forMs });
  }
  return list;
}

/**
 * In some weeks NERD's replies, or a cache on the way, state a wrong time or describe a token oddly, for up to two
 * days at a time.
 */
function grantOddities(random: Random): Happening[] {
  if (random.chance(0.5)) return [];
  const list: Happening[] = [];
  for (let times = random.int(1, 5); times > 0; times -= 1) {
    const forMs = duration(random, random.chance(0.3) ? 2 * DAY : 5 * HOUR);
    list.push({ atMs: random.int(0, WEEK), kind: 'server', how: random.pick(GRANT_ODDITIES), forMs });
  }
  return list;
}

/** Changes of the wall clock, of which some set it right again, and sometimes a virtual machine that is frozen. */
function clockChanges(random: Random): Happening[] {
  const list: Happening[] = [];
  for (let times = random.int(1, 6); times > 0; times -= 1) {
    const sign = random.chance(0.5) ? 1 : -1;
    const aheadMs = random.chance(0.3) ? 0 : sign * duration(random, random.chance(0.5) ? 20 * MINUTE : 6 * HOUR);
    list.push({ atMs: random.chance(0.2) ? 0 : random.int(0, WEEK), kind: 'clock', aheadMs });
  }
  if (random.chance(0.3)) list.push({ atMs: random.int(0, WEEK), kind: 'frozen', forMs: duration(random, 10 * HOUR) });
  return list;
}

/** The user's rarer actions: entering or removing a credential, pausing, resuming and snoozing. */
function sessionActions(random: Random): Happening[] {
  const list: Happening[] = [];
  const at = (): number => random.int(0, WEEK);
  if (random.chance(0.2)) list.push({ atMs: at(), kind: 'enterNew' });
  if (random.chance(0.2)) list.push({ atMs: at(), kind: 'enterWrong' });
  if (random.chance(0.1)) list.push({ atMs: at(), kind: 'forget' });
  if (random.chance(0.15)) {
    list.push({ atMs: at(), kind: 'pause', forMs: random.chance(0.5) ? random.int(MINUTE, DAY) : undefined });
    list.push({ atMs: at(), kind: 'resume' });
  }
  if (random.chance(0.15)) {
    list.push({ atMs: at(), kind: 'snooze', until: random.pick(['inAnHour', 'tomorrow', 'nextWeek']) });
  }
  return list;
}
