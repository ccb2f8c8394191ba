import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import {
  firstLook,
  learnTime,
  lookAgain,
  type ClockMove,
  type ClockReading,
  type ClockSense,
  type ToldTime,
} from '../core/clock-sense.ts';
import type { Clock } from '../ports.ts';

/** The true time, as far as it is known: the computer's clock, less what NERD's answers show it to be wrong by. */
export class TrueClock {
  #sense: ClockSense;
  #move: ClockMove | undefined;

  constructor(private readonly clock: Clock) {
    this.#sense = firstLook(this.#read());
  }

  now(): EpochMs {
    return this.#look().wallAt - this.#sense.skewMs;
  }

  /** How far the computer's clock is ahead; 0 until NERD has told the time. */
  get skewMs(): DurationMs {
    this.#look();
    return this.#sense.skewMs;
  }

  /** Counts steadily, through sleep too, however the clock is set. */
  uptime(): DurationMs {
    return this.clock.uptime();
  }

  after(delayMs: DurationMs, wake: () => void): () => void {
    return this.clock.after(delayMs, wake);
  }

  /** Takes the time from an answer; gives by how much "now" has moved. */
  learn(told: ToldTime): DurationMs {
    const { sense, shiftMs } = learnTime(this.#sense, this.#look(), told);
    this.#sense = sense;
    this.#note({ shiftMs, inDoubt: false });
    return shiftMs;
  }

  /** How the time has moved since this was asked last; undefined if it has just gone on. */
  takeMove(): ClockMove | undefined {
    this.#look();
    const move = this.#move;
    this.#move = undefined;
    return move;
  }

  #look(): ClockReading {
    const reading = this.#read();
    const { sense, move } = lookAgain(this.#sense, reading);
    this.#sense = sense;
    if (move !== undefined) this.#note(move);
    return reading;
  }

  #note({ shiftMs, inDoubt }: ClockMove): void {
    const before = this.#move ?? { shiftMs: 0, inDoubt: false };
    this.#move = { shiftMs: before.shiftMs + shiftMs, inDoubt: before.inDoubt || inDoubt };
  }

  #read(): ClockReading {
    return { wallAt: this.clock.now(), uptimeMs: this.clock.uptime() };
  }
}
