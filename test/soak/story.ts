import type { Broken } from './reference/broken.ts';
import { shrink } from './shrink.ts';
import { liveWeek } from './week.ts';
import { conditionsOf, weekSeed, type Conditions, type WeekName } from './world/conditions.ts';
import type { Happening } from './world/happenings.ts';
import { DAY, HOUR, MINUTE, SECOND } from './world/units.ts';

/** Gives in words how a promise was broken, with as few happenings as possible. */
export async function tellStory(name: WeekName, broken: Broken): Promise<string> {
  const conditions = conditionsOf(weekSeed(name));
  const happenings = await shrink(name, broken);
  const shortened = await liveWeek(name, happenings);
  const last = shortened.broken.find(({ promise }) => promise === broken.promise) ?? broken;
  return [
    `${last.promise} broken in week ${name.week} of seed ${name.seed}: ${last.what}`,
    `  the world: ${world(conditions)}`,
    ...happenings
      .filter(({ atMs }) => conditions.startAt + atMs <= last.at)
      .map((happening) => `  ${moment(conditions.startAt + happening.atMs)}  ${words(happening)}`),
    `  ${moment(last.at)}  ${last.what}`,
    `  Live through it again: npm run soak -- --seed ${name.seed} --week ${name.week}`,
  ].join('\n');
}

function world({ tokens, stored, ...rest }: Conditions): string {
  const session = stored === undefined ? 'no session' : `a session entered ${span(stored.enteredAgoMs)} ago`;
  const facts = [
    `tokens end ${tokens.ends} (${span(tokens.lifeMs)}) and say ${tokens.says}`,
    `${session}, starting ${moment(rest.startAt)} in ${rest.zone}`,
    rest.rotates ? 'refresh tokens rotate' : 'refresh tokens stay',
    rest.signsIn === 'keyPair' ? 'a key pair, with no week' : rest.slides ? 'the week slides' : 'the week is fixed',
    rest.sendsDate ? 'NERD tells the time' : 'NERD does not tell the time',
    rest.saysIssued ? 'tokens say when they were issued' : 'tokens do not say when they were issued',
    rest.timersFreeze ? 'timers stand still in sleep' : 'timers fire after sleep',
    `answers take ${rest.latencyMs} ms, spread ${rest.spread.toFixed(2)}`,
  ];
  return facts.join('; ');
}

function words({ kind, ...how }: Happening): string {
  const told = Object.entries(how).filter(([name]) => name !== 'atMs');
  const details = told.map(([name, value]) =>
    name.endsWith('Ms') && typeof value === 'number'
      ? `${name.slice(0, -2)} ${span(value)}`
      : `${name} ${String(value)}`,
  );
  return [kind, ...details].join(', ');
}

function moment(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '');
}

function span(ms: number): string {
  const size = Math.abs(ms);
  if (size < MINUTE) return `${(ms / SECOND).toFixed(1)} s`;
  if (size < HOUR) return `${(ms / MINUTE).toFixed(1)} min`;
  return size < 2 * DAY ? `${(ms / HOUR).toFixed(1)} h` : `${(ms / DAY).toFixed(1)} days`;
}
