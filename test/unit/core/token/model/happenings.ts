import type { CredentialFacts } from '../../../../../main/core/token/state.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import type { FailureKind } from '../../../../../preload/contract/session.ts';
import { fc } from '../../../../support/core/property.ts';
import { ALL_FAILURES, ALL_PROBLEMS } from '../../../../support/core/every-state.ts';

/** What NERD says. `lifeMs` is counted from the answer, and 'hour' ends on the next one. */
export type Said =
  | { readonly kind: 'token'; readonly lifeMs: number | 'hour'; readonly statedBy: 'exp' | 'expires_in' | 'nobody' }
  | {
      readonly kind: 'failure';
      readonly failure: FailureKind;
      readonly bare: boolean;
      readonly retryAfterMs: number | undefined;
    };

/** Whose credential a request is made with. */
export type Whose = 'one' | 'two' | 'demo';

/** One thing that happens to the app; what event it is depends on where the app is then. */
export type Happening =
  /** Nothing is looked at meanwhile, as in sleep. */
  | { readonly kind: 'passes'; readonly ms: number }
  /** The app runs by itself, and each of its requests is answered so, after a while. */
  | { readonly kind: 'lives'; readonly ms: number; readonly said: Said; readonly answerMs: number }
  | { readonly kind: 'answer'; readonly said: Said; readonly newer: boolean }
  /** An answer for a credential of which none is waited for. */
  | { readonly kind: 'strayAnswer'; readonly said: Said; readonly of: 'session' | 'candidate' }
  | { readonly kind: 'restart' }
  | {
      readonly kind:
        'timeMoved' | 'systemWoke' | 'refreshWanted' | 'resumed' | 'candidateSavedForLater' | 'candidateDiscarded';
    }
  | { readonly kind: 'stored' | 'forgotten' | 'acceptInMemory' | 'copied' }
  | { readonly kind: 'paused'; readonly ms: number | undefined }
  | { readonly kind: 'entered'; readonly whose: Whose }
  | { readonly kind: 'keychainRead'; readonly session: Whose | undefined; readonly untried: Whose | undefined }
  | { readonly kind: 'keychainFailed' | 'notStored'; readonly why: (typeof ALL_PROBLEMS)[number] };

/** One thing that happens, with the random number and the network of that moment. */
export interface Moment {
  readonly happening: Happening;
  readonly chance: number;
  readonly online: boolean;
}

/** Gives the facts of this credential. */
export function factsOf(whose: Whose): CredentialFacts {
  const isLocal = whose === 'demo';
  const lasts = isLocal ? 'noExpiry' : 'week';
  return { id: whose, kind: isLocal ? 'demo' : 'refreshToken', enteredAt: 0, lasts, isLocal };
}

const whose = fc.constantFrom<Whose>('one', 'one', 'two', 'demo');
const span = fc.oneof(
  fc.constantFrom(0, 1, SECOND_MS, 5 * SECOND_MS, 30 * SECOND_MS, MINUTE_MS, HOUR_MS, 8 * DAY_MS),
  fc.integer({ min: 0, max: 20 * SECOND_MS }),
  fc.integer({ min: 0, max: 3 * HOUR_MS }),
);

/** Generates what NERD says. */
export const said: fc.Arbitrary<Said> = fc.oneof(
  fc.record({
    kind: fc.constant('token' as const),
    lifeMs: fc.oneof(
      fc.constantFrom<number | 'hour'>('hour', HOUR_MS, 8 * MINUTE_MS, 0, -MINUTE_MS),
      fc.integer({ min: -60, max: 86_400 }).map((seconds) => seconds * SECOND_MS),
    ),
    statedBy: fc.constantFrom('exp', 'exp', 'expires_in', 'nobody'),
  }),
  fc.record({
    kind: fc.constant('failure' as const),
    failure: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ALL_FAILURES) }, fc.constant('refused' as const)),
    bare: fc.boolean(),
    retryAfterMs: fc.option(fc.integer({ min: SECOND_MS, max: HOUR_MS }), { nil: undefined }),
  }),
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('passes' as const), ms: span }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('lives' as const),
      ms: fc.integer({ min: 0, max: 5 * HOUR_MS }),
      said,
      answerMs: fc.constantFrom(0, 300, 30 * SECOND_MS),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), said, newer: fc.boolean() }) },
  fc.record({ kind: fc.constant('strayAnswer' as const), said, of: fc.constantFrom('session', 'candidate') }),
  fc.record({ kind: fc.constant('restart' as const) }),
  fc.record({
    kind: fc.constantFrom(
      'timeMoved',
      'systemWoke',
      'refreshWanted',
      'refreshWanted',
      'resumed',
      'candidateSavedForLater',
      'candidateDiscarded',
    ),
  }),
  fc.record({ kind: fc.constantFrom('stored', 'forgotten', 'acceptInMemory', 'acceptInMemory', 'copied') }),
  fc.record({ kind: fc.constant('paused' as const), ms: fc.option(span, { nil: undefined }) }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('entered' as const), whose }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('keychainRead' as const),
      session: fc.option(whose, { nil: undefined, freq: 8 }),
      untried: fc.option(whose, { nil: undefined }),
    }),
  },
  fc.record({
    kind: fc.constantFrom('keychainFailed', 'notStored'),
    why: fc.constantFrom(...ALL_PROBLEMS),
  }),
);

/** What happens to one app, from its first start on. */
export const story: fc.Arbitrary<readonly Moment[]> = fc.array(
  fc.record({ happening, chance: fc.double({ min: 0, max: 1, noNaN: true }), online: fc.boolean() }),
  { maxLength: 40, size: 'max' },
);
