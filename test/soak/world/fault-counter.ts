import type { NetworkTrouble, GrantOddity, ServerTrouble } from './happening-kinds.ts';

const NETWORK_FAULTS: Readonly<Record<NetworkTrouble, true>> = {
  down: true,
  hanging: true,
  captive: true,
  flaky: true,
  answersLost: true,
};
const SERVER_FAULTS: Readonly<Record<ServerTrouble, true>> = {
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
const OTHER_FAULTS = {
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

/** A fault that the world can meet, by the name under which the soak prints its count. */
export type Fault = NetworkTrouble | ServerTrouble | GrantOddity | keyof typeof OTHER_FAULTS;

/** How often each fault has taken effect. */
export type FaultCounts = Readonly<Record<Fault, number>>;

/** Every fault that the simulated world knows. */
export const FAULTS = Object.keys({ ...NETWORK_FAULTS, ...SERVER_FAULTS, ...OTHER_FAULTS }) as readonly Fault[];

/**
 * Counts the faults of a world that took effect. A fault that is due and meets nobody, as when the app is not
 * running, does not count.
 */
export class FaultCounter {
  readonly #counts = new Map<Fault, number>();

  /** Counts a fault that has just taken effect. */
  add(fault: Fault): void {
    this.#counts.set(fault, (this.#counts.get(fault) ?? 0) + 1);
  }

  /** The counts so far, with a zero for each fault that never took effect. */
  get counts(): FaultCounts {
    return Object.fromEntries(FAULTS.map((fault) => [fault, this.#counts.get(fault) ?? 0])) as FaultCounts;
  }
}

/** Gives the sum of two counts, fault by fault. */
export function addCounts(one: FaultCounts, other: FaultCounts): FaultCounts {
  return Object.fromEntries(FAULTS.map((fault) => [fault, one[fault] + other[fault]])) as FaultCounts;
}

/** The counts before anything has happened: zero for each fault. */
export const NO_FAULTS: FaultCounts = new FaultCounter().counts;
