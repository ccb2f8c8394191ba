import { describe, expect, test as plainTest } from 'vitest';
import { nextDeadline, startDueRequest } from '../../../../main/core/token/scheduler.ts';
import { DAY_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { said, story, type Moment } from './model/happenings.ts';
import * as promises from './model/promises.ts';
import { Walk, type Taken } from './model/walk.ts';
import { fc, test as property } from '../../../support/core/property.ts';

const spread = fc.double({ min: 0, max: 1, noNaN: true });
/** Each minute of a token's life is shown, and a day has 1,440. */
const CALM_DAY = 2500;
/**
 * While a failure stands the network is looked for every 10 s. Each of 480 requests begins and ends, and so may a pause
 * that NERD asks for with it.
 */
const FAILING_DAY = 8640 + 3 * 480 + 1;

function stepsOf(place: number, moments: readonly Moment[]): Taken[] {
  return new Walk(place).go(moments).taken.filter((taken) => taken !== 'restart');
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

describe('whatever happens', () => {
  for (const [name, broken] of Object.entries(promises)) {
    property(words(name), [spread, story], (place, moments) => {
      expect(broken(new Walk(place).go(moments).taken)).toBeUndefined();
    });
  }

  property('the same event in the same state has the same outcome, and changes neither', [story], (moments) => {
    for (const { before, event, at, around, step } of stepsOf(0.5, moments)) {
      expect(transition(deepFreeze(before), deepFreeze(event), at, around)).toEqual(step);
    }
  });

  property('what is due has been started, and nothing is started twice', [spread, story], (place, moments) => {
    for (const { at, step } of stepsOf(place, moments))
      expect(startDueRequest(step.state, at)).toEqual({ ...step, effects: [] });
  });

  property('the next deadline is a moment that is still to come', [spread, story], (place, moments) => {
    for (const { at, step } of stepsOf(place, moments)) {
      const deadline = nextDeadline(step.state, at) ?? at;
      expect(deadline).toBeGreaterThanOrEqual(at);
      expect(deadline).toBeLessThan(Infinity);
    }
  });

  property(
    'a session goes on by itself, unless NERD has refused or it is paused',
    [spread, story],
    (place, moments) => {
      for (const { at, step } of stepsOf(place, moments)) {
        const { session, pause } = step.state;
        const rests = session.kind === 'signedOut' || session.kind === 'rejected' || pause !== undefined;
        const isFetchedWhenCopied = session.kind === 'active' && session.refreshAt === undefined;
        if (rests || isFetchedWhenCopied || step.state.requestInFlight !== undefined) continue;
        expect(nextDeadline(step.state, at)).toBeDefined();
      }
    },
  );

  property('a day is no hot loop, whatever NERD says all day', [story, said], (moments, all) => {
    const walk = new Walk().go(moments);
    const deadlines = walk.live(DAY_MS, all, SECOND_MS);
    expect(deadlines).toBeLessThan(all.kind === 'token' ? CALM_DAY : FAILING_DAY);
  });
});

plainTest('the stories reach every state, so that the promises say something of each', () => {
  const reached = new Set<string>();
  // Always the same ones, so that no chance decides whether a rare state is among them.
  for (const moments of fc.sample(story, { seed: 1, numRuns: 400 })) {
    for (const { step } of stepsOf(0.5, moments)) {
      reached.add(step.state.session.kind);
      if (step.state.candidate !== undefined) reached.add(`candidate ${step.state.candidate.kind}`);
    }
  }
  expect([...reached].sort()).toEqual([
    'active',
    'betweenTokens',
    'candidate notStored',
    'candidate rejected',
    'candidate savedForLater',
    'candidate trying',
    'candidate unreachable',
    'refreshing',
    'rejected',
    'retrying',
    'signedOut',
  ]);
});

/** The promise's name as a sentence. */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}
