import { expect, test } from 'vitest';
import { toSnapshot } from '../../../../main/core/views/snapshot.ts';
import { HOUR_MS } from '../../../../main/core/time/time.ts';
import { trayView } from '../../../../main/core/views/tray-view.ts';
import { ACTIVE, connected, CONTEXT, ENDED, GOOD, NOW, TIMES } from '../../../support/core/states.ts';

const RESUME = { kind: 'resume', label: 'Resume' };

test.each([
  [undefined, 'until you resume'],
  [NOW + 23 * HOUR_MS, 'until Wednesday 09:18'],
])('paused, it says until when, and what still works', (untilAt, until) => {
  const snapshot = toSnapshot(connected(ACTIVE, { pause: { untilAt } }), CONTEXT);
  expect(snapshot.pause).toEqual({ untilAt });
  expect(snapshot.message).toEqual({
    tone: 'calm',
    title: 'Paused',
    sentence: `NERD Tray fetches no access token ${until}, but for a copy that needs one. Your access token works until 11:00.`,
    action: RESUME,
  });
  expect(trayView(snapshot, TIMES)).toMatchObject({
    icon: 'paused',
    tooltip: 'NERD: 42 min left, until 11:00 · Paused',
  });
  const [status, ...menu] = trayView(snapshot, TIMES).menu;
  expect(status).toEqual({ kind: 'label', label: 'Paused, valid until 11:00' });
  expect(menu).toContainEqual({ kind: 'command', label: 'Resume', commands: [{ kind: 'resume' }], enabled: true });
  expect(menu).not.toContainEqual(expect.objectContaining({ label: 'Pause' }));
});

test('paused with a token that has ended, it says that', () => {
  const session = { kind: 'betweenTokens', held: ENDED, nextTryAt: NOW } as const;
  const snapshot = toSnapshot(connected(session, { pause: { untilAt: undefined } }), CONTEXT);
  expect(snapshot.message.sentence).toMatch(/The last one has ended\.$/u);
  const view = trayView(snapshot, TIMES);
  expect(view).toMatchObject({ icon: 'paused', tooltip: 'NERD: paused' });
  expect(view.menu[0]).toEqual({ kind: 'label', label: 'Paused' });
});

test('a refusal is more than a pause', () => {
  const snapshot = toSnapshot(connected({ kind: 'rejected', held: GOOD }, { pause: { untilAt: undefined } }), CONTEXT);
  expect(snapshot.message.tone).toBe('problem');
  expect(trayView(snapshot, TIMES).icon).toBe('problem');
});

test('while a copy fetches a token, that is what is said', () => {
  const session = { kind: 'refreshing', attempt: 0, refusals: 0, held: GOOD } as const;
  const flight = { of: 'session', id: 'secret-looking-id' } as const;
  const snapshot = toSnapshot(connected(session, { pause: { untilAt: undefined }, requestInFlight: flight }), CONTEXT);
  expect(snapshot.message.title).toBe('Refreshing');
});
