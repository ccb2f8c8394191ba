import type { NetworkTrouble, GrantOddity, ServerTrouble } from './happenings.ts';

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

export type Fault = NetworkTrouble | ServerTrouble | GrantOddity | keyof typeof OTHER_FAULTS;

/** How often each fault has taken effect. */
export type FaultCounts = Readonly<Record<Fault, number>>;

/** Every fault that the simulated world knows. */
export const FAULTS = Object.keys({ ...NETWORK_FAULTS, ...SERVER_FAULTS, ...OTHER_FAULTS }) as readonly Fault[];

/** Counts the faults of a world that took effect: one that is due and meets nobody is none. */
export class FaultCounter {
  readonly #counts = new Map<Fault, number>();

  add(fault: Fault): void {
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
export const NO_FAULTS: FaultCounts = new FaultCounter().counts;
