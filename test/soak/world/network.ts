import type { NetworkTrouble } from './happenings.ts';
import type { Random } from './random.ts';
import { blockPage, type InterpretedReply } from './replies.ts';
import type { Server } from './server.ts';
import type { FaultCounter } from './fault-counter.ts';
import type { Timers } from './timers.ts';
import { SECOND } from './units.ts';

const TIMEOUT = 30 * SECOND;
/** No reply has come. */
export const noReply = (kind: 'network' | 'timeout'): InterpretedReply => ({
  answer: { ok: false, failure: { kind } },
  meaning: { kind: 'nothing' },
});

export interface NetworkParts {
  readonly server: Server;
  readonly faultCounter: FaultCounter;
  readonly timers: Timers;
  readonly random: Random;
  readonly trueNow: () => number;
  readonly latencyMs: number;
}

/** Who sent a request. */
export interface RequestHandlers {
  /** The process that asks. */
  readonly requester: object;
  /** The server has it, and has done what it does with it. */
  readonly onArrival: () => void;
  readonly onReply: (reply: InterpretedReply) => void;
}

/** What is between the laptop and NERD. */
export class Network {
  trouble: { readonly how: NetworkTrouble; readonly untilAt: number; readonly hint: boolean } | undefined;
  /** Until then the system says that there is no network, though there is. */
  wrongHintUntilAt = -Infinity;

  constructor(private readonly parts: NetworkParts) {}

  #troubleNow(): NetworkTrouble | undefined {
    return this.trouble !== undefined && this.parts.trueNow() < this.trouble.untilAt ? this.trouble.how : undefined;
  }

  /** What the system believes. */
  isReportedOnline(): boolean {
    const trouble = this.#troubleNow();
    if (trouble === 'down' || trouble === 'hanging') return this.trouble?.hint !== true;
    return this.parts.trueNow() >= this.wrongHintUntilAt;
  }

  /** Carries a request there and the answer back. */
  send(refreshToken: string, handlers: RequestHandlers): void {
    const { random, server, faultCounter, trueNow, latencyMs } = this.parts;
    const how = this.#troubleNow();
    const isDropped = random.chance(0.5);
    const serverTrouble = server.troubleAt(trueNow());
    const fail = (kind: Parameters<typeof noReply>[0], afterMs: number): void => {
      this.#later(afterMs, () => handlers.onReply(noReply(kind)));
    };
    if (how === 'down' || how === 'captive' || how === 'hanging' || (how === 'flaky' && isDropped))
      faultCounter.add(how);
    else if (serverTrouble === 'hanging' || serverTrouble === 'slow') faultCounter.add(serverTrouble);
    if (how === 'down') fail('network', 20);
    else if (how === 'captive') this.#later(100, () => handlers.onReply(blockPage(random, trueNow())));
    else if (how === 'flaky' && isDropped) fail('network', random.int(20, 3000));
    else if (how === 'hanging' || serverTrouble === 'hanging') fail('timeout', TIMEOUT);
    else {
      const oneWayMs = serverTrouble === 'slow' ? random.int(2, 12) * SECOND : Math.ceil(latencyMs / 2);
      this.#later(oneWayMs, () => this.#arrive(refreshToken, oneWayMs, handlers));
    }
  }

  #arrive(refreshToken: string, oneWayMs: number, handlers: RequestHandlers): void {
    const reply = this.parts.server.answer(handlers.requester, refreshToken, this.parts.trueNow());
    handlers.onArrival();
    if (this.#troubleNow() === 'answersLost') {
      this.parts.faultCounter.add('answersLost');
      this.#later(TIMEOUT - oneWayMs, () => handlers.onReply(noReply('timeout')));
      return;
    }
    this.#later(oneWayMs, () => {
      const lost = this.#troubleNow();
      handlers.onReply(lost === undefined || lost === 'flaky' ? reply : noReply('network'));
    });
  }

  #later(afterMs: number, run: () => void): void {
    this.parts.timers.at(this.parts.trueNow() + afterMs, run);
  }
}
