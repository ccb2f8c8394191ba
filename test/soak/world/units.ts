/** 1 s in ms. */
export const SECOND = 1000;
/** 60 s in ms. */
export const MINUTE = 60 * SECOND;
/** 60 min in ms. */
export const HOUR = 60 * MINUTE;
/** 24 h in ms. */
export const DAY = 24 * HOUR;
/** 7 days in ms. */
export const WEEK = 7 * DAY;
