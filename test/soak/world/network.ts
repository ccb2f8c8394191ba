import type { NetworkTrouble } from './happening-kinds.ts';
import type { Random } from './random.ts';
import { blockPage, type InterpretedReply } from './replies.ts';
import type { Server } from './server.ts';
import type { FaultCounter } from './fault-counter.ts';
import type { Timers } from './timers.ts';
import { SECOND } from './units.ts';

/** The app's own limit for a request, after which it reports a timeout. */
const TIMEOUT = 30 * SECOND;
/** The result of a request to which no reply has come. */
export const noReply = (kind: 'network' | 'timeout'): InterpretedReply => ({
  answer: { ok: false, failure: { kind } },
  meaning: { kind: 'nothing' },
});

/** What a network needs: the server behind it, the time, and its random numbers. */
export interface NetworkParts {
  readonly server: Server;
  readonly faultCounter: FaultCounter;
  readonly timers: Timers;
  readonly random: Random;
  readonly trueNow: () => number;
  /** How long a request and its reply take together, in ms. */
  readonly latencyMs: number;
}

/** Who sent a request, and what happens on its way. */
export interface RequestHandlers {
  /** The process that made the request. */
  readonly requester: object;
  /** Runs after the server has handled the request, even if the reply is lost then. */
  readonly onArrival: () => void;
  /** Runs with the reply, or with the failure to get one. */
  readonly onReply: (reply: InterpretedReply) => void;
}

/** Simulates what is between the laptop and NERD: latency, outages, captive portals and lost replies. */
export class Network {
  trouble: { readonly how: NetworkTrouble; readonly untilAt: number; readonly hint: boolean } | undefined;
  /** Until then the system reports that it is offline, though it is online. */
  wrongHintUntilAt = -Infinity;

  constructor(private readonly parts: NetworkParts) {}

  #troubleNow(): NetworkTrouble | undefined {
    return this.trouble !== undefined && this.parts.trueNow() < this.trouble.untilAt ? this.trouble.how : undefined;
  }

  /** Whether the system reports that it is online, which may be wrong. */
  isReportedOnline(): boolean {
    const trouble = this.#troubleNow();
    if (trouble === 'down' || trouble === 'hanging') return this.trouble?.hint !== true;
    return this.parts.trueNow() >= this.wrongHintUntilAt;
  }

  /** Carries a request to the server and its reply back, as far as the troubles of this moment allow. */
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
