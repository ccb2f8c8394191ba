import * as v from 'valibot';
import type { Command } from '../../preload/contract/command.ts';
import { hasWorkingTime } from '../core/time/calendar.ts';
import { COPY_FORMATS } from '../core/copy/copy-labels.ts';
import { parseShortcut } from '../core/input/shortcut.ts';

const hour = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24));
const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));
const workingHours = v.pipe(
  v.strictObject({ fromHour: hour, toHour: hour, weekdays: v.pipe(v.array(weekday), v.maxLength(7)) }),
  v.check((hours) => hasWorkingTime(hours)),
);

const copyFormat = v.picklist(COPY_FORMATS);
const credentialKind = v.picklist(['refreshToken', 'keyPair', 'demo']);

/** A setting is changed or left out; one that is there with no value would undo its default. */
const settings = v.strictObject({
  theme: v.exactOptional(v.picklist(['system', 'light', 'dark'])),
  trayClick: v.exactOptional(v.picklist(['openWindow', 'copyAccessToken'])),
  workingHours: v.exactOptional(workingHours),
  tellCopiedEnd: v.exactOptional(v.boolean()),
  trayTitle: v.exactOptional(v.boolean()),
  copyFormat: v.exactOptional(copyFormat),
  clearCopy: v.exactOptional(v.picklist(['off', '30s', '60s', '120s', '300s'])),
  copyShortcut: v.exactOptional(
    v.nullable(
      v.pipe(
        v.string(),
        v.check((accelerator) => parseShortcut(accelerator) !== undefined),
      ),
    ),
  ),
  launchAtLogin: v.exactOptional(v.boolean()),
});

const plain = <const K extends string>(kind: K) => v.strictObject({ kind: v.literal(kind) });

/** The paste field's own limit is far lower; this one keeps a broken page from filling main's memory. */
const LONGEST_TEXT = 1_048_576;

/** Far longer than any Client ID, key ID or id of an entity. */
const LONGEST_ID = 1024;

/** Far longer than any name or password that a proxy's head of 8 KiB could carry. */
const LONGEST_PROXY_TEXT = 1024;

const findRequest = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)),
  knowledgeBases: v.pipe(v.array(v.picklist(['capiq', 'wikimedia'])), v.minLength(1), v.maxLength(2)),
  tagPeople: v.boolean(),
  originatingEntityId: v.pipe(v.string(), v.maxLength(LONGEST_ID)),
});

const command = v.variant('kind', [
  v.strictObject({ kind: v.literal('connect'), text: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)) }),
  v.strictObject({ kind: v.literal('takeKey'), text: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)) }),
  plain('chooseKeyFile'),
  plain('dropKey'),
  v.strictObject({
    kind: v.literal('connectKeyPair'),
    clientId: v.pipe(v.string(), v.maxLength(LONGEST_ID)),
    key: v.picklist(['taken', 'made']),
    kid: v.exactOptional(v.pipe(v.string(), v.maxLength(LONGEST_ID))),
  }),
  plain('makeKeyPair'),
  plain('savePublicKey'),
  plain('copyKeyEmail'),
  plain('discardKeyPair'),
  v.strictObject({ kind: v.literal('useCredential'), credential: credentialKind }),
  v.strictObject({ kind: v.literal('openLink'), link: v.picklist(['nerd', 'status', 'support', 'keyEmail']) }),
  v.strictObject({ kind: v.literal('changeSettings'), settings }),
  v.strictObject({
    kind: v.literal('answerProxy'),
    name: v.pipe(v.string(), v.maxLength(LONGEST_PROXY_TEXT)),
    password: v.pipe(v.string(), v.maxLength(LONGEST_PROXY_TEXT)),
  }),
  plain('forgetProxy'),
  plain('connectFromClipboard'),
  plain('connectDemo'),
  plain('keepUntried'),
  plain('keepInMemory'),
  plain('discardCandidate'),
  plain('retryKeychain'),
  plain('clearClipboard'),
  v.strictObject({ kind: v.literal('copyAccessToken'), format: v.exactOptional(copyFormat) }),
  plain('refreshNow'),
  v.strictObject({ kind: v.literal('pause'), until: v.picklist(['tomorrow', 'resumed']) }),
  plain('resume'),
  v.strictObject({ kind: v.literal('snooze'), until: v.picklist(['inAnHour', 'tomorrow', 'nextWeek', 'now']) }),
  v.strictObject({ kind: v.literal('forget'), credential: v.exactOptional(credentialKind) }),
  v.strictObject({
    kind: v.literal('openWindow'),
    page: v.exactOptional(v.picklist(['replace', 'keyPair', 'settings', 'proxy'])),
  }),
  plain('readHistory'),
  plain('readDiagnostics'),
  plain('copyDiagnostics'),
  v.strictObject({ kind: v.literal('findEntities'), request: findRequest }),
  plain('cancelFinding'),
  v.strictObject({ kind: v.literal('copyFindings'), as: v.picklist(['json', 'csv', 'curl', 'python']) }),
  plain('testToken'),
  plain('showClaims'),
  plain('readNoTray'),
  plain('quit'),
]);

/** A command from outside main, or undefined if it is not one. Never tells what was wrong: the text may be secret. */
export function parseCommand(value: unknown): Command | undefined {
  const parsed = v.safeParse(command, value);
  return parsed.success ? parsed.output : undefined;
}
