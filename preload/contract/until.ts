/** How long keeping fresh rests; `tomorrow` ends when the next day's working hours begin. */
export type PauseUntil = 'tomorrow' | 'resumed';

/** When the warnings of the week's end come again; `tomorrow` is at 9:00, `now` ends a snooze. */
export type SnoozeUntil = 'inAnHour' | 'tomorrow' | 'nextWeek' | 'now';
