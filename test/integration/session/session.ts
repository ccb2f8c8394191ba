import { toSnapshot } from '../../../main/core/views/snapshot.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { validToken, type Session } from '../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import { newWeek, weekSnapshot } from '../../../main/core/week/week.ts';
import type { Credential } from '../../../main/ports/credentials.ts';
import { ServerClock } from '../../../main/token/server-clock.ts';
import { TokenService } from '../../../main/token/token-service.ts';
import type { Message } from '../../../preload/contract/message.ts';
import type { StorageSnapshot } from '../../../preload/contract/session.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryHistory, MemoryLog, MemorySecrets, MemorySettings } from '../../support/memory-parts.ts';
import { CONTEXT } from '../../support/core/states.ts';
import { jwtUntil } from '../../support/core/tokens.ts';
import { knownBy } from '../../support/known-by.ts';

const TEN = Date.UTC(2026, 10, 24, 10);
export const ELEVEN = TEN + HOUR_MS;
/** When NERD is asked again: 14 minutes of the old access token are left. */
export const ASKED_AT = TEN + 46 * MINUTE_MS;
export const HELD = jwtUntil(ELEVEN);

export const STORED: Credential<'refreshToken'> = {
  id: 'stored',
  kind: 'refreshToken',
  refreshToken: 'refresh-token-of-a-test+/=&%',
  enteredAt: TEN - HOUR_MS,
};

/** What is left of a session after an answer. */
export interface Left {
  readonly session: Session;
  readonly storage: StorageSnapshot;
  /** The access token that Copy would give. */
  readonly accessToken: string | undefined;
  /** The refresh token as the next request would send it, and as the keychain has it. */
  readonly refreshToken: string | undefined;
  readonly storedRefreshToken: string | undefined;
  readonly message: Message;
}

/** The service with parts in memory, but for what answers its requests. */
function serviceAsking(
  refresh: (credential: Credential) => Promise<TokenAnswer>,
  secrets: MemorySecrets,
  clock = new ManualClock(TEN),
): TokenService {
  return new TokenService({
    clock: new ServerClock(clock),
    secrets,
    log: new MemoryLog(),
    history: new MemoryHistory(),
    isOnline: () => true,
    random: () => 0.5,
    settings: new MemorySettings(),
    endpoint: { refresh },
  });
}

/**
 * A connected session with 14 minutes left asks by `ask`, as often as said, with these pauses in between; gives what is
 * left of it then.
 */
export async function askAgain(
  ask: (refreshToken: string) => Promise<TokenAnswer>,
  times = 1,
  pausesMs: readonly number[] = [MINUTE_MS],
): Promise<Left> {
  const clock = new ManualClock(TEN);
  const secrets = new MemorySecrets();
  secrets.slots.set('refreshToken', STORED);
  let asked = 0;
  const service = serviceAsking(
    (credential) => {
      asked += 1;
      return asked === 1 ? Promise.resolve({ ok: true, accessToken: HELD }) : ask(knownBy(credential));
    },
    secrets,
    clock,
  );
  await service.readKeychain();
  await settled(service);
  clock.jump(ASKED_AT - TEN);
  for (let time = 1; time <= times; time += 1) {
    service.dispatch({ kind: 'timeMoved' });
    await settled(service);
    if (asked !== 1 + time) throw new Error(`NERD was asked ${asked} times`);
    if (time < times) clock.jump(pausesMs[time - 1] ?? MINUTE_MS);
  }
  const { state, session } = service;
  service.stop();
  return {
    session: state.session,
    storage: state.storage,
    accessToken: validToken(state, clock.now())?.value,
    refreshToken: knownBy(session),
    storedRefreshToken: knownBy(secrets.slots.get('refreshToken')),
    message: toSnapshot(state, { ...CONTEXT, now: clock.now(), week: weekSnapshot(newWeek(STORED.enteredAt)) }).message,
  };
}

/** Connects for the first time by `ask`; gives the outcome, and what the app and the keychain have then. */
export async function connect(ask: (refreshToken: string) => Promise<TokenAnswer>) {
  const secrets = new MemorySecrets();
  const service = serviceAsking((credential) => ask(knownBy(credential)), secrets);
  const outcome = await service.connect(STORED);
  const { candidate } = service;
  const isDropped = service.state.candidate === undefined;
  service.stop();
  return { outcome, stored: [...secrets.slots.keys()], candidate: isDropped ? candidate : service.state.candidate };
}

/** Resolves when no request is under way. */
async function settled(service: TokenService): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (service.state.requestInFlight !== undefined) return;
      stopListening();
      resolve();
    };
    const stopListening = service.subscribe(look);
    look();
  });
}
