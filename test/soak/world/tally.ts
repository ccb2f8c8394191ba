import type { NetworkTrouble, OddGrant, ServerTrouble } from './happenings.ts';

const NETWORK: Readonly<Record<NetworkTrouble, true>> = {
  down: true,
  hanging: true,
  captive: true,
  flaky: true,
  answersLost: true,
};
const SERVER: Readonly<Record<ServerTrouble, true>> = {
  broken: true,
  brokenNamingError: true,
  hanging: true,
  slow: true,
  limited: true,
  limitedNamingError: true,
  limitedWithWait: true,
  nonsense: true,
  blockPage: true,
  redirect: true,
  bareNo: true,
  dateBehind: true,
  dateBehindWithAge: true,
  farEnd: true,
  worseToken: true,
  oddlyWritten: true,
  issuedAgain: true,
};
const OTHERS = {
  refusedOnce: true,
  endedEarly: true,
  wrongHint: true,
  keychainSlow: true,
  keychainLocked: true,
  crash: true,
  crashBeforeEffect: true,
  clockSet: true,
  frozen: true,
  asleep: true,
  turnedOff: true,
} as const;

export type Fault = NetworkTrouble | ServerTrouble | OddGrant | keyof typeof OTHERS;

/** How often each fault has taken effect. */
export type FaultCounts = Readonly<Record<Fault, number>>;

/** Every fault that the simulated world knows. */
export const FAULTS = Object.keys({ ...NETWORK, ...SERVER, ...OTHERS }) as readonly Fault[];

/** Counts the faults of a world that took effect: one that is due and meets nobody is none. */
export class Tally {
  readonly #counts = new Map<Fault, number>();

  note(fault: Fault): void {
    this.#counts.set(fault, (this.#counts.get(fault) ?? 0) + 1);
  }

  get counts(): FaultCounts {
    return Object.fromEntries(FAULTS.map((fault) => [fault, this.#counts.get(fault) ?? 0])) as FaultCounts;
  }
}

/** The sum of two counts. */
export function addCounts(one: FaultCounts, other: FaultCounts): FaultCounts {
  return Object.fromEntries(FAULTS.map((fault) => [fault, one[fault] + other[fault]])) as FaultCounts;
}

/** No fault yet. */
export const NO_FAULTS: FaultCounts = new Tally().counts;
