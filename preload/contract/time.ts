/** A moment: milliseconds since the Unix epoch, on main's clock. */
export type EpochMs = number;
/** A span in milliseconds. */
export type DurationMs = number;
