import type { BrokenPromise } from './reference/broken-promise.ts';
import { shrink } from './shrink.ts';
import { simulateWeek } from './week.ts';
import { conditionsOf, weekSeed, type Conditions, type WeekId } from './world/conditions.ts';
import type { Happening } from './world/happening-kinds.ts';
import { DAY, HOUR, MINUTE, SECOND } from './world/units.ts';

/** Describes how a promise was broken, with as few happenings as possible, in lines for a terminal. */
export async function describeBroken(id: WeekId, broken: BrokenPromise): Promise<string> {
  const conditions = conditionsOf(weekSeed(id));
  const happenings = await shrink(id, broken);
  const shortened = await simulateWeek(id, happenings);
  const last = shortened.broken.find(({ promise }) => promise === broken.promise) ?? broken;
  return [
    `${last.promise} broken in week ${id.week} of seed ${id.seed}: ${last.what}`,
    `  the world: ${conditionsText(conditions)}`,
    ...happenings
      .filter(({ atMs }) => conditions.startAt + atMs <= last.at)
      .map((happening) => `  ${timeText(conditions.startAt + happening.atMs)}  ${happeningText(happening)}`),
    `  ${timeText(last.at)}  ${last.what}`,
    `  Live through it again: npm run soak -- --seed ${id.seed} --week ${id.week}`,
  ].join('\n');
}

function conditionsText({ tokens, storedSession, ...rest }: Conditions): string {
  const session =
    storedSession === undefined ? 'no session' : `a session entered ${durationText(storedSession.enteredAgoMs)} ago`;
  const facts = [
    `tokens end ${tokens.expiryRule} (${durationText(tokens.lifetimeMs)}) and say ${tokens.expiryStatedBy}`,
    `${session}, starting ${timeText(rest.startAt)} in ${rest.zone}`,
    rest.rotatesRefreshTokens ? 'refresh tokens rotate' : 'refresh tokens stay',
    rest.credentialKind === 'keyPair'
      ? 'a key pair, with no week'
      : rest.weekSlides
        ? 'the week slides'
        : 'the week is fixed',
    rest.sendsDateHeader ? 'NERD tells the time' : 'NERD does not tell the time',
    rest.statesIssuedAt ? 'tokens say when they were issued' : 'tokens do not say when they were issued',
    rest.timersPauseInSleep ? 'timers stand still in sleep' : 'timers fire after sleep',
    `answers take ${rest.latencyMs} ms, spread ${rest.jitterSeed.toFixed(2)}`,
  ];
  return facts.join('; ');
}

function happeningText({ kind, ...how }: Happening): string {
  const fields = Object.entries(how).filter(([name]) => name !== 'atMs');
  const details = fields.map(([name, value]) =>
    name.endsWith('Ms') && typeof value === 'number'
      ? `${name.slice(0, -2)} ${durationText(value)}`
      : `${name} ${String(value)}`,
  );
  return [kind, ...details].join(', ');
}

/** A moment in UTC, to the millisecond. */
function timeText(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '');
}

/** A duration in its largest fitting unit. */
function durationText(ms: number): string {
  const size = Math.abs(ms);
  if (size < MINUTE) return `${(ms / SECOND).toFixed(1)} s`;
  if (size < HOUR) return `${(ms / MINUTE).toFixed(1)} min`;
  return size < 2 * DAY ? `${(ms / HOUR).toFixed(1)} h` : `${(ms / DAY).toFixed(1)} days`;
}
