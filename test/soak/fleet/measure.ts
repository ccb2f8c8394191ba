import { MINUTE, SECOND } from '../world/units.ts';
import type { Clients } from './clients.ts';
import type { FleetCase } from './scenarios.ts';
import { serve } from './serve.ts';

/** What was measured of one kind of client in one scenario. */
export interface Row {
  readonly scenario: string;
  readonly clients: string;
  readonly requests: number;
  readonly busiestSecond: number;
  /** The most requests that the busiest second may have. */
  readonly allowed: number;
  /** How long after the outage or the sleep the last client had its token again, in s. */
  readonly backlogSeconds: number | undefined;
  /** Whether the busiest second and the backlog are within their bounds. */
  readonly isWithinBounds: boolean;
}

/** Within this time after an outage, in ms, every client must have its token again. */
const LONGEST_BACKLOG = 10 * MINUTE;

/** Runs a scenario with these clients, and measures it from `fromAt` on. */
export function measure({ scenario, fromAt, allowed }: FleetCase, clients: Clients): Row {
  const { requestsPerSecond, backlogGoneAt } = serve(scenario, clients);
  const measured = requestsPerSecond.subarray(Math.floor(fromAt / SECOND));
  const busiestSecond = measured.reduce((most, each) => Math.max(most, each), 0);
  const endedAt = scenario.down?.toAt ?? scenario.asleep?.toAt;
  const backlogMs = endedAt === undefined || backlogGoneAt === undefined ? undefined : backlogGoneAt - endedAt;
  const isInTime = scenario.down === undefined || (backlogMs !== undefined && backlogMs <= LONGEST_BACKLOG);
  return {
    scenario: scenario.name,
    clients: clients.name,
    requests: measured.reduce((sum, each) => sum + each, 0),
    busiestSecond,
    allowed: Math.round(allowed),
    backlogSeconds: backlogMs === undefined ? undefined : Math.ceil(backlogMs / SECOND),
    isWithinBounds: busiestSecond <= allowed && isInTime,
  };
}

/** The widths of the columns, in characters. */
const COLUMNS = [46, 7, 13, 16, 10, 12] as const;

/** Gives the rows as lines of a table, for a terminal. */
export function table(rows: readonly Row[]): string {
  const number = (value: number | undefined): string => (value === undefined ? '–' : value.toLocaleString('en-GB'));
  const lines = rows.map((row) => [
    row.scenario,
    row.clients,
    number(row.requests),
    number(row.busiestSecond),
    number(row.allowed),
    row.backlogSeconds === undefined ? '–' : `${row.backlogSeconds} s`,
    row.clients === 'ours' && !row.isWithinBounds ? 'BROKEN' : '',
  ]);
  const head = ['', 'clients', 'requests', 'busiest second', 'allowed', 'backlog', ''];
  return [head, ...lines]
    .map((cells) =>
      cells
        .map((cell, index) => (index < 2 ? cell.padEnd(COLUMNS[index] ?? 0) : cell.padStart(COLUMNS[index] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
