import * as v from 'valibot';
import type { AnnotationRequest, KnowledgeBase } from './annotation.ts';
import type { CopyFormat, ClearCopy, Settings, WorkingHours } from './settings.ts';
import type { CredentialKind } from './session.ts';

/** Accepts one of these words; the compiler checks that all of them are listed. */
export function oneOf<Word extends string>(words: Readonly<Record<Word, true>>) {
  return v.picklist(Object.keys(words) as Word[]);
}

/** The paste field's own limit is far lower; this one keeps a broken page from filling main's memory. */
const LONGEST_TEXT = 1_048_576;

/** Far longer than any Client ID, key ID or id of an entity. */
const LONGEST_ID = 1024;

/** Far longer than any name or password that a proxy's header of 8 KiB could carry. */
const LONGEST_PROXY_TEXT = 1024;

export const TEXT = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
export const ID = v.pipe(v.string(), v.maxLength(LONGEST_ID));
export const PROXY_TEXT = v.pipe(v.string(), v.maxLength(LONGEST_PROXY_TEXT));
export const CREDENTIAL = oneOf<CredentialKind>({ refreshToken: true, keyPair: true, demo: true });
export const COPY_FORMAT = oneOf<CopyFormat>({
  ...{ token: true, header: true, curl: true, python: true, powershell: true, env: true },
});

const HOUR = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24));
const WEEKDAY = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));
const WORKING_HOURS: v.GenericSchema<unknown, WorkingHours> = v.strictObject({
  fromHour: HOUR,
  toHour: HOUR,
  weekdays: v.pipe(v.array(WEEKDAY), v.maxLength(7)),
});

/**
 * A setting is changed or left out; one that is there with no value would undo its default. Whether hours and shortcut
 * can be used as they are is for main's rules to say.
 */
export const SETTINGS: v.GenericSchema<unknown, Partial<Settings>> = v.strictObject({
  theme: v.exactOptional(oneOf<Settings['theme']>({ system: true, light: true, dark: true })),
  trayClick: v.exactOptional(oneOf<Settings['trayClick']>({ openWindow: true, copyAccessToken: true })),
  workingHours: v.exactOptional(WORKING_HOURS),
  notifyCopies: v.exactOptional(v.boolean()),
  tellCopiedEnd: v.exactOptional(v.boolean()),
  trayTitle: v.exactOptional(v.boolean()),
  copyFormat: v.exactOptional(COPY_FORMAT),
  clearCopy: v.exactOptional(oneOf<ClearCopy>({ off: true, '30s': true, '60s': true, '120s': true, '300s': true })),
  copyShortcut: v.exactOptional(v.nullable(v.string())),
  launchAtLogin: v.exactOptional(v.boolean()),
} satisfies Record<keyof Settings, unknown>);

export const ANNOTATION_REQUEST: v.GenericSchema<unknown, AnnotationRequest> = v.strictObject({
  text: TEXT,
  knowledgeBases: v.pipe(
    v.array(oneOf<KnowledgeBase>({ capiq: true, wikimedia: true })),
    v.minLength(1),
    v.maxLength(2),
  ),
  tagPeople: v.boolean(),
  originatingEntityId: ID,
});
