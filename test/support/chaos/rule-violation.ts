/** The app has done what it must never do, or not done what it must. */
export class RuleViolation extends Error {}
