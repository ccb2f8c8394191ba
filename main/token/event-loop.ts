import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { clockMoved, movedBare, movedRequests } from '../core/token/clock-shift.ts';
import { nextDeadline } from '../core/token/scheduler.ts';
import type { Effect, TokenEvent } from '../core/token/events.ts';
import { bareRejections, INITIAL_STATE, type TokenState } from '../core/token/state.ts';
import { MINUTE_MS } from '../core/time/time.ts';
import { transition } from '../core/token/transition.ts';
import type { Log, SettingsStore } from '../ports/storage.ts';
import type { ServerClock } from './server-clock.ts';

export interface EventLoopPorts {
  readonly clock: ServerClock;
  readonly log: Log;
  /** Whether the system believes that there is a network; a hint. */
  readonly isOnline: () => boolean;
  /** A random number from 0 to 1, for the jitter of retries. */
  readonly random: () => number;
  readonly settings: Pick<SettingsStore, 'jitterSeed' | 'requests' | 'saveRequests' | 'saveBareRejections'>;
  /** The next moment at which something beside the state is due, such as a warning. */
  readonly alsoDueAt?: (state: TokenState, now: EpochMs) => EpochMs | undefined;
}

/** The longest timer: timers stand still while the machine sleeps, and not every system reports a wake. */
const LONGEST_TIMER_MS: DurationMs = 5 * MINUTE_MS;

/** Runs the state machine of `main/core`: takes events one after the other, and holds one timer to the next deadline. */
export class EventLoop {
  #state: TokenState;
  #cancelTimer: (() => void) | undefined;
  #stopped = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly ports: EventLoopPorts,
    private readonly run: (effect: Effect) => void,
  ) {
    this.#state = { ...INITIAL_STATE, jitterSeed: ports.settings.jitterSeed, ...ports.settings.requests() };
  }

  get state(): TokenState {
    return this.#state;
  }

  /** Calls back after each event and each redraw; gives back how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Applies one event to the state, runs the effects that follow, and calls the listeners. */
  dispatch(event: TokenEvent): void {
    if (this.#stopped) return;
    const { clock, log, random, isOnline } = this.ports;
    const now = clock.now();
    const before = this.#onTime();
    const { state, effects } = transition(before, event, now, { random: random(), online: isOnline() });
    this.#state = state;
    if (event.kind !== 'timeMoved' || before.session.kind !== state.session.kind) {
      log.event(event.kind, { session: state.session.kind, storage: state.storage.kind });
    }
    // The requests are saved before one goes out, so that it counts whatever happens to the app.
    if (effects.length > 0 || state.retryAfterAt !== before.retryAfterAt) this.#saveRequests();
    this.#saveBareRejections(before);
    this.#arm(now);
    for (const effect of effects) this.run(effect);
    this.#callListeners();
  }

  /** Calls the listeners, since something beside the state has changed; the timer may have another deadline then. */
  redraw(): void {
    if (this.#stopped) return;
    this.#state = this.#onTime();
    this.#arm(this.ports.clock.now());
    this.#callListeners();
  }

  /** Ends the timer; events that come later are dropped. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#listeners.clear();
  }

  /** The state on the clock as it is now, which may have been corrected. */
  #onTime(): TokenState {
    const move = this.ports.clock.takeMove();
    return move === undefined ? this.#state : clockMoved(this.#state, move);
  }

  #callListeners(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Saves the requests by the computer's own clock: the next start knows no other, however wrong it is. */
  #saveRequests(): void {
    const { settings, clock } = this.ports;
    settings.saveRequests(movedRequests(this.#state, clock.skewMs));
  }

  /** Saves the bare refusals if they have changed, so that no start begins to ask from the first one again. */
  #saveBareRejections(before: TokenState): void {
    const { settings, clock } = this.ports;
    const { credential, session } = this.#state;
    const bare = bareRejections(session);
    const id = credential?.id ?? before.credential?.id;
    if (id === undefined || bare === bareRejections(before.session)) return;
    settings.saveBareRejections(id, bare && movedBare(bare, clock.skewMs));
  }

  #arm(now: EpochMs): void {
    this.#cancelTimer?.();
    const alsoDueAt = this.ports.alsoDueAt?.(this.#state, now) ?? Infinity;
    const deadline = Math.min(nextDeadline(this.#state, now) ?? Infinity, alsoDueAt);
    this.#cancelTimer =
      deadline === Infinity
        ? undefined
        : this.ports.clock.after(Math.min(Math.max(deadline - now, 0), LONGEST_TIMER_MS), () => {
            this.dispatch({ kind: 'timeMoved' });
          });
  }
}
