import type { NetworkTrouble } from './happenings.ts';
import type { Random } from './random.ts';
import { blockPage, type Given } from './replies.ts';
import type { Server } from './server.ts';
import type { Tally } from './tally.ts';
import type { Timers } from './timers.ts';
import { SECOND } from './units.ts';

const TIME_OUT = 30 * SECOND;
/** No reply has come. */
export const failed = (kind: 'network' | 'timeout'): Given => ({
  answer: { ok: false, failure: { kind } },
  meant: { kind: 'nothing' },
});

export interface LinkParts {
  readonly server: Server;
  readonly tally: Tally;
  readonly timers: Timers;
  readonly random: Random;
  readonly trueNow: () => number;
  readonly latencyMs: number;
}

/** Who sent a request. */
export interface Sender {
  /** The process that asks. */
  readonly asker: object;
  /** The server has it, and has done what it does with it. */
  readonly arrived: () => void;
  readonly answer: (given: Given) => void;
}

/** What is between the laptop and NERD. */
export class Link {
  trouble: { readonly how: NetworkTrouble; readonly untilAt: number; readonly hint: boolean } | undefined;
  /** Until then the system says that there is no network, though there is. */
  wrongHintUntilAt = -Infinity;

  constructor(private readonly parts: LinkParts) {}

  #troubleNow(): NetworkTrouble | undefined {
    return this.trouble !== undefined && this.parts.trueNow() < this.trouble.untilAt ? this.trouble.how : undefined;
  }

  /** What the system believes. */
  looksOnline(): boolean {
    const how = this.#troubleNow();
    if (how === 'down' || how === 'hanging') return this.trouble?.hint !== true;
    return this.parts.trueNow() >= this.wrongHintUntilAt;
  }

  /** Carries a request there and the answer back. */
  send(refreshToken: string, sender: Sender): void {
    const { random, server, tally, trueNow, latencyMs } = this.parts;
    const how = this.#troubleNow();
    const isLost = random.chance(0.5);
    const serverHow = server.troubleAt(trueNow());
    const fail = (kind: Parameters<typeof failed>[0], afterMs: number): void => {
      this.#later(afterMs, () => sender.answer(failed(kind)));
    };
    if (how === 'down' || how === 'captive' || how === 'hanging' || (how === 'flaky' && isLost)) tally.note(how);
    else if (serverHow === 'hanging' || serverHow === 'slow') tally.note(serverHow);
    if (how === 'down') fail('network', 20);
    else if (how === 'captive') this.#later(100, () => sender.answer(blockPage(random, trueNow())));
    else if (how === 'flaky' && isLost) fail('network', random.int(20, 3000));
    else if (how === 'hanging' || serverHow === 'hanging') fail('timeout', TIME_OUT);
    else {
      const oneWayMs = serverHow === 'slow' ? random.int(2, 12) * SECOND : Math.ceil(latencyMs / 2);
      this.#later(oneWayMs, () => this.#arrive(refreshToken, oneWayMs, sender));
    }
  }

  #arrive(refreshToken: string, oneWayMs: number, sender: Sender): void {
    const given = this.parts.server.answer(sender.asker, refreshToken, this.parts.trueNow());
    sender.arrived();
    if (this.#troubleNow() === 'answersLost') {
      this.parts.tally.note('answersLost');
      this.#later(TIME_OUT - oneWayMs, () => sender.answer(failed('timeout')));
      return;
    }
    this.#later(oneWayMs, () => {
      const lost = this.#troubleNow();
      sender.answer(lost === undefined || lost === 'flaky' ? given : failed('network'));
    });
  }

  #later(afterMs: number, run: () => void): void {
    this.parts.timers.at(this.parts.trueNow() + afterMs, run);
  }
}
