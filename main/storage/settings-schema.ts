import * as v from 'valibot';
import type { PersistedSettings } from '../../preload/contract/settings.ts';

/** The version of the file's format; a higher number is from a newer version of the app. */
export const FORM = 1;

const whole = v.pipe(v.number(), v.integer());
const hour = v.pipe(whole, v.minValue(0), v.maxValue(24));
const weekday = v.pipe(whole, v.minValue(1), v.maxValue(7));
const listOf = <const Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());

/** One schema for each setting: one that is forgotten, or of another type, does not compile. */
type SettingSchemas = { readonly [Key in keyof PersistedSettings]: v.GenericSchema<PersistedSettings[Key]> };

/** Every key of `settings.json`. A file may lack each of them; the names are stored, and stay. */
const KEYS = {
  form: v.pipe(whole, v.minValue(1), v.maxValue(FORM)),
  theme: v.picklist(['system', 'light', 'dark']),
  trayClick: v.picklist(['openWindow', 'copyAccessToken']),
  tellCopiedEnd: v.boolean(),
  trayTitle: v.boolean(),
  copyFormat: v.picklist(['token', 'header', 'curl', 'python', 'env']),
  clearCopy: v.picklist(['off', '30s', '60s', '120s', '300s']),
  copyShortcut: v.nullable(v.string()),
  workingHours: v.strictObject({ fromHour: hour, toHour: hour, weekdays: listOf(weekday) }),
  /** The jitter's seed from 0 to 1, made at the first start, so that many installations do not ask in one second. */
  spread: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** What is known of the week of the refresh token with this id. */
  week: v.strictObject({
    id: v.string(),
    enteredAt: whole,
    lastUsedAt: whole,
    slides: v.boolean(),
    warned: listOf(v.picklist(['48h', '24h', '2h', 'end'])),
    snooze: v.optional(v.strictObject({ untilAt: v.optional(whole) })),
  }),
  credentialInUse: v.picklist(['refreshToken', 'keyPair', 'demo']),
  requests: v.strictObject({
    clickedAt: v.optional(whole),
    ownRequests: listOf(whole),
    retryAfterAt: v.optional(whole),
  }),
  /** The bare refusals of the credential with this id, by which it is asked about seldom. */
  bareRejections: v.nullable(
    v.strictObject({ id: v.string(), count: v.pipe(whole, v.minValue(1)), untilAt: whole, recheckedAt: listOf(whole) }),
  ),
  pause: v.nullable(v.strictObject({ untilAt: v.optional(whole) })),
  /** True once the user has read that there is no tray. */
  noTrayRead: v.boolean(),
  windowBounds: v.strictObject({ x: whole, y: whole, width: whole, height: whole }),
} satisfies SettingSchemas & Readonly<Record<string, v.GenericSchema>>;

/** The content of `settings.json`, as far as this version knows it. */
export type SettingsFile = { readonly [Key in keyof typeof KEYS]?: v.InferOutput<(typeof KEYS)[Key]> };

const file = v.partial(v.looseObject(KEYS));

/**
 * Throws unless `content` is a settings file of this version or an older one; keys that are not known are allowed. The
 * error repeats nothing of the content.
 */
export function requireSettings(content: unknown): void {
  if (!v.is(file, content)) throw new Error('not a settings file of this version');
}
