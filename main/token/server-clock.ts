import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import {
  initialSkew,
  learnTime,
  noticeJump,
  type ClockMove,
  type ClockReading,
  type ClockSkew,
  type ServerTime,
} from '../core/token/clock-skew.ts';
import type { Clock } from '../ports/clock.ts';

/** Gives the true time, as far as it is known: the computer's clock, less its error by NERD's answers. */
export class ServerClock {
  #skew: ClockSkew;
  /** How the time has moved since the last call of {@link takeMove}. */
  #move: ClockMove | undefined;

  constructor(private readonly clock: Clock) {
    this.#skew = initialSkew(this.#readClocks());
  }

  /** The true time, as far as it is known. */
  now(): EpochMs {
    return this.#read().wallAt - this.#skew.skewMs;
  }

  /** How far the computer's clock is ahead; 0 until NERD has stated the time. */
  get skewMs(): DurationMs {
    this.#read();
    return this.#skew.skewMs;
  }

  /** Counts steadily, through sleep too, however the clock is set. */
  uptime(): DurationMs {
    return this.clock.uptime();
  }

  /** Calls `wake` once after `delayMs`; gives back how to cancel. */
  after(delayMs: DurationMs, wake: () => void): () => void {
    return this.clock.after(delayMs, wake);
  }

  /** Takes the time from an answer; gives by how much "now" has moved. */
  learnTime(serverTime: ServerTime): DurationMs {
    const { skew, shiftMs } = learnTime(this.#skew, this.#read(), serverTime);
    this.#skew = skew;
    this.#noteMove({ shiftMs, inDoubt: false });
    return shiftMs;
  }

  /** How the time has moved since the last call; undefined if it has just gone on. */
  takeMove(): ClockMove | undefined {
    this.#read();
    const move = this.#move;
    this.#move = undefined;
    return move;
  }

  /** Reads both clocks, and notices whether the computer's has jumped since. */
  #read(): ClockReading {
    const reading = this.#readClocks();
    const { skew, move } = noticeJump(this.#skew, reading);
    this.#skew = skew;
    if (move !== undefined) this.#noteMove(move);
    return reading;
  }

  #noteMove({ shiftMs, inDoubt }: ClockMove): void {
    const before = this.#move ?? { shiftMs: 0, inDoubt: false };
    this.#move = { shiftMs: before.shiftMs + shiftMs, inDoubt: before.inDoubt || inDoubt };
  }

  #readClocks(): ClockReading {
    return { wallAt: this.clock.now(), uptimeMs: this.clock.uptime() };
  }
}
