import type { Conditions } from './conditions.ts';
import { Random, subSeed } from './random.ts';
import { DAY, HOUR, MINUTE, SECOND, WEEK } from './units.ts';

/** One thing that happens in a world. Each is whole in itself, so that a story still makes sense with any of them left out. */
export type Happening = { readonly atMs: number } & (
  | {
      readonly kind:
        'copy' | 'refreshNow' | 'enterNew' | 'enterWrong' | 'forget' | 'refuseOnce' | 'endEarly' | 'resume';
    }
  | { readonly kind: 'clicks'; readonly count: number; readonly gapMs: number }
  | { readonly kind: 'sleep'; readonly forMs: number; readonly told: boolean }
  | { readonly kind: 'frozen'; readonly forMs: number }
  | { readonly kind: 'off'; readonly forMs: number }
  | { readonly kind: 'crash'; readonly forMs: number }
  /** The process dies before its so-many-th effect from here. */
  | { readonly kind: 'crashAt'; readonly effect: number; readonly forMs: number }
  | { readonly kind: 'network'; readonly how: NetworkTrouble; readonly forMs: number; readonly hint: boolean }
  | { readonly kind: 'wrongHint'; readonly forMs: number }
  | { readonly kind: 'server'; readonly how: ServerTrouble; readonly forMs: number }
  | { readonly kind: 'clock'; readonly aheadMs: number }
  | { readonly kind: 'keychain'; readonly how: 'slow' | 'locked'; readonly forMs: number }
  | { readonly kind: 'pause'; readonly forMs: number | undefined }
  | { readonly kind: 'snooze'; readonly until: 'inAnHour' | 'tomorrow' | 'nextWeek' }
);

export type NetworkTrouble = 'down' | 'hanging' | 'captive' | 'flaky' | 'answersLost';
export type ServerTrouble = (typeof SERVER)[number] | (typeof NOT_NERDS_OWN)[number] | OddGrant;
/** NERD gives a token, and what it says of it or of the time is odd. */
export type OddGrant = (typeof ODD_GRANTS)[number];

const NETWORK = ['down', 'hanging', 'captive', 'flaky', 'answersLost'] as const;
const SERVER = ['broken', 'hanging', 'slow', 'limited', 'limitedWithWait', 'nonsense'] as const;
const NOT_NERDS_OWN = ['blockPage', 'bareNo', 'redirect', 'brokenNamingError', 'limitedNamingError'] as const;
const ODD_GRANTS = ['dateBehind', 'dateBehindWithAge', 'farEnd', 'worseToken', 'oddlyWritten', 'issuedAgain'] as const;

/** What happens in this world, in order. */
export function happeningsOf(conditions: Conditions): Happening[] {
  const random = new Random(subSeed(conditions.seed, 2));
  const all = [
    ...nights(random),
    ...work(random),
    ...(conditions.weather === 0 ? [] : trouble(random, conditions.weather)),
    ...(conditions.clockTrouble ? clocks(random) : []),
    ...deeds(random),
    // From numbers of its own, so that the stories of earlier seeds stay as they were.
    ...(conditions.weather === 0 ? [] : refusals(new Random(subSeed(conditions.seed, 6)))),
    ...(conditions.weather === 0 ? [] : oddGrants(new Random(subSeed(conditions.seed, 7)))),
  ];
  return all.filter(({ atMs }) => atMs < WEEK).sort((a, b) => a.atMs - b.atMs);
}

/** A long span now and then, mostly short ones. */
function span(random: Random, mostMs: number): number {
  return Math.round(SECOND + (mostMs - SECOND) * random.next() ** 3);
}

function nights(random: Random): Happening[] {
  const nightly = random.pick(['sleep', 'sleep', 'off', 'on'] as const);
  const list: Happening[] = [];
  for (let day = 0; day < 7; day += 1) {
    if (nightly === 'on' && random.chance(0.8)) continue;
    const atMs = day * DAY + random.int(8, 16) * HOUR + random.int(0, HOUR);
    const forMs = random.int(6 * HOUR, 15 * HOUR);
    if (nightly === 'off') list.push({ atMs, kind: 'off', forMs });
    else list.push({ atMs, kind: 'sleep', forMs, told: random.chance(0.6) });
    if (random.chance(0.5)) list.push({ atMs: atMs + forMs + random.int(20, 20 * SECOND), kind: 'copy' });
  }
  for (let nap = random.int(0, 12); nap > 0; nap -= 1) {
    const atMs = random.int(0, WEEK);
    const forMs = span(random, 5 * HOUR);
    list.push({ atMs, kind: 'sleep', forMs, told: random.chance(0.5) });
    if (random.chance(0.5)) list.push({ atMs: atMs + forMs + random.int(20, 30 * SECOND), kind: 'copy' });
  }
  if (random.chance(0.1)) list.push({ atMs: random.int(0, 3 * DAY), kind: 'off', forMs: random.int(DAY, 4 * DAY) });
  return list;
}

function work(random: Random): Happening[] {
  const list: Happening[] = [];
  for (let copies = random.int(5, 40); copies > 0; copies -= 1) list.push({ atMs: random.int(0, WEEK), kind: 'copy' });
  // Near the full hour, where tokens change.
  for (let copies = random.int(0, 10); copies > 0; copies -= 1) {
    list.push({ atMs: random.int(0, 167) * HOUR + random.int(-2 * MINUTE, 2 * MINUTE) + HOUR, kind: 'copy' });
  }
  for (let times = random.int(0, 5); times > 0; times -= 1) {
    list.push({ atMs: random.int(0, WEEK), kind: 'clicks', count: random.int(3, 15), gapMs: random.int(50, 4000) });
    list.push({ atMs: random.int(0, WEEK), kind: 'refreshNow' });
  }
  return list;
}

function trouble(random: Random, weather: 1 | 2): Happening[] {
  const list: Happening[] = [];
  const some = (most: number): number => random.int(0, most * weather * weather);
  const at = (): number => random.int(0, WEEK);
  for (let times = some(8); times > 0; times -= 1) {
    const forMs = span(random, random.chance(0.05) ? 3 * DAY : 4 * HOUR);
    list.push({ atMs: at(), kind: 'network', how: random.pick(NETWORK), forMs, hint: random.chance(0.7) });
  }
  for (let times = some(6); times > 0; times -= 1) {
    list.push({ atMs: at(), kind: 'server', how: random.pick(SERVER), forMs: span(random, 3 * HOUR) });
  }
  for (let times = some(1); times > 0; times -= 1)
    list.push({ atMs: at(), kind: 'wrongHint', forMs: span(random, DAY) });
  for (let times = some(2); times > 0; times -= 1) list.push({ atMs: at(), kind: 'refuseOnce' });
  for (let times = some(3); times > 0; times -= 1) {
    list.push({ atMs: at(), kind: 'keychain', how: random.pick(['slow', 'locked']), forMs: span(random, 6 * HOUR) });
  }
  for (let times = some(2); times > 0; times -= 1) {
    list.push({ atMs: at(), kind: 'crash', forMs: span(random, HOUR) });
    list.push({ atMs: at(), kind: 'crashAt', effect: random.int(1, 8), forMs: span(random, MINUTE) });
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

/** In some weeks something on the way says no in NERD's place, for up to a day. */
function refusals(random: Random): Happening[] {
  if (random.chance(0.6)) return [];
  const list: Happening[] = [];
  for (let times = random.int(1, 4); times > 0; times -= 1) {
    const forMs = span(random, random.chance(0.2) ? DAY : 3 * HOUR);
    list.push({ atMs: random.int(0, WEEK), kind: 'server', how: random.pick(NOT_NERDS_OWN), forMs });
  }
  return list;
}

/** In some weeks NERD's answers, or a cache on the way, tell a wrong time or describe a token oddly, for up to days. */
function oddGrants(random: Random): Happening[] {
  if (random.chance(0.5)) return [];
  const list: Happening[] = [];
  for (let times = random.int(1, 5); times > 0; times -= 1) {
    const forMs = span(random, random.chance(0.3) ? 2 * DAY : 5 * HOUR);
    list.push({ atMs: random.int(0, WEEK), kind: 'server', how: random.pick(ODD_GRANTS), forMs });
  }
  return list;
}

function clocks(random: Random): Happening[] {
  const list: Happening[] = [];
  for (let times = random.int(1, 6); times > 0; times -= 1) {
    const sign = random.chance(0.5) ? 1 : -1;
    const aheadMs = random.chance(0.3) ? 0 : sign * span(random, random.chance(0.5) ? 20 * MINUTE : 6 * HOUR);
    list.push({ atMs: random.chance(0.2) ? 0 : random.int(0, WEEK), kind: 'clock', aheadMs });
  }
  if (random.chance(0.3)) list.push({ atMs: random.int(0, WEEK), kind: 'frozen', forMs: span(random, 10 * HOUR) });
  return list;
}

function deeds(random: Random): Happening[] {
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
