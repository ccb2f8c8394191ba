import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import {
  initialSkew,
  learnTime,
  noticeJump,
  type ClockMove,
  type ClockReading,
  type ClockSkew,
  type ToldTime,
} from '../core/token/clock-skew.ts';
import type { Clock } from '../ports/clock.ts';

/** The true time, as far as it is known: the computer's clock, less what NERD's answers show it to be wrong by. */
export class ServerClock {
  #skew: ClockSkew;
  #move: ClockMove | undefined;

  constructor(private readonly clock: Clock) {
    this.#skew = initialSkew(this.#read());
  }

  now(): EpochMs {
    return this.#noticeJump().wallAt - this.#skew.skewMs;
  }

  /** How far the computer's clock is ahead; 0 until NERD has told the time. */
  get skewMs(): DurationMs {
    this.#noticeJump();
    return this.#skew.skewMs;
  }

  /** Counts steadily, through sleep too, however the clock is set. */
  uptime(): DurationMs {
    return this.clock.uptime();
  }

  after(delayMs: DurationMs, wake: () => void): () => void {
    return this.clock.after(delayMs, wake);
  }

  /** Takes the time from an answer; gives by how much "now" has moved. */
  learnTime(told: ToldTime): DurationMs {
    const { sense, shiftMs } = learnTime(this.#skew, this.#noticeJump(), told);
    this.#skew = sense;
    this.#noteMove({ shiftMs, inDoubt: false });
    return shiftMs;
  }

  /** How the time has moved since this was asked last; undefined if it has just gone on. */
  takeMove(): ClockMove | undefined {
    this.#noticeJump();
    const move = this.#move;
    this.#move = undefined;
    return move;
  }

  #noticeJump(): ClockReading {
    const reading = this.#read();
    const { sense, move } = noticeJump(this.#skew, reading);
    this.#skew = sense;
    if (move !== undefined) this.#noteMove(move);
    return reading;
  }

  #noteMove({ shiftMs, inDoubt }: ClockMove): void {
    const before = this.#move ?? { shiftMs: 0, inDoubt: false };
    this.#move = { shiftMs: before.shiftMs + shiftMs, inDoubt: before.inDoubt || inDoubt };
  }

  #read(): ClockReading {
    return { wallAt: this.clock.now(), uptimeMs: this.clock.uptime() };
  }
}
