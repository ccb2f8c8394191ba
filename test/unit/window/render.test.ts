import { expect, test } from 'vitest';
import { INITIAL_STATE, type TokenState } from '../../../main/core/token/state.ts';
import { followTimeZone } from '../../../main/core/time/local-times.ts';
import { toSnapshot, type SnapshotContext } from '../../../main/core/views/snapshot.ts';
import { createRender } from '../../../main/window/render.ts';
import type { WarningKind, WeekSnapshot } from '../../../preload/contract/week.ts';
import { ACTIVE, connected, CONTEXT, NOW } from '../../support/core/states.ts';

const WEEK: WeekSnapshot = {
  enteredAt: NOW - 1000,
  lastUsedAt: NOW - 1000,
  earliestEndAt: NOW + 1000,
  latestEndAt: NOW + 2000,
  slides: false,
  standing: undefined,
  snooze: undefined,
};

const CONNECTED: TokenState = {
  ...INITIAL_STATE,
  credential: { id: 'one', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false },
  storage: { kind: 'keychain' },
  session: { kind: 'rejected', held: undefined },
};

/** Draws on parts that only write down what they are asked to draw. */
function start() {
  const drawn: string[] = [];
  const next: { state: TokenState; context: SnapshotContext; warning: WarningKind | undefined } = {
    state: INITIAL_STATE,
    context: CONTEXT,
    warning: undefined,
  };
  const take = () => toSnapshot(next.state, next.context);
  const render = createRender(
    {
      snapshots: {
        take() {
          drawn.push('snapshot');
          return take();
        },
      },
      local: followTimeZone('en-GB', () => 'UTC'),
      clock: { now: () => NOW },
      weeks: {
        dueWarning() {
          drawn.push('look for a warning');
          return next.warning;
        },
        warned: () => void drawn.push('warned'),
      },
      tray: { show: ({ icon }) => void drawn.push(`tray ${icon}`) },
      setTheme: (theme) => void drawn.push(`theme ${theme}`),
      push: () => void drawn.push('page'),
      notifier: { close: (id) => void drawn.push(`close ${id}`) },
      notify: ({ id }) => void drawn.push(`notify ${id}`),
      history: { record: (event) => void drawn.push(`history ${event.kind}`) },
    },
    take(),
  );
  /** What one drawing does, without the notifications that it closes: they may be there or not. */
  const draw = (): string[] => {
    drawn.length = 0;
    render();
    return drawn.filter((deed) => !deed.startsWith('close'));
  };
  return { next, draw, drawn };
}

test('a warning is looked for before the snapshot that shows it, and tray and page are drawn from that', () => {
  const { draw } = start();
  expect(draw()).toEqual(['look for a warning', 'snapshot', expect.stringMatching(/^tray /u), 'page']);
});

test('the theme is set when it has changed, and only then', () => {
  const { next, draw } = start();
  next.context = { ...CONTEXT, settings: { ...CONTEXT.settings, theme: 'dark' } };
  expect(draw()).toContain('theme dark');
  expect(draw()).not.toContain('theme dark');
});

test('a refusal is told once, by the step from the snapshot drawn before', () => {
  const { next, draw } = start();
  next.state = CONNECTED;
  expect(draw()).toContain('notify session');
  expect(draw()).not.toContain('notify session');
});

test('a notification whose reason is gone is closed', () => {
  const { draw, drawn } = start();
  draw();
  expect(drawn).toContain('close week');
});

test('a warning that was shown is noted, in the history too', () => {
  const { next, draw } = start();
  next.warning = '24h';
  next.state = connected(ACTIVE);
  next.context = { ...CONTEXT, week: { ...WEEK, standing: '24h' } };
  expect(draw().slice(-3)).toEqual(['notify week', 'warned', 'history warning']);
});

test('a warning of a week that is not known is none', () => {
  const { next, draw } = start();
  next.warning = '24h';
  expect(draw()).not.toContain('warned');
});
