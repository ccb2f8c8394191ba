import { describe, expect, test } from 'vitest';
import { toSnapshot } from '../../../../main/core/views/snapshot.ts';
import { newWeek, weekSnapshot } from '../../../../main/core/week/week.ts';
import { keychainSystem, keychainText } from '../../../../main/core/messages/keychain.ts';
import { expectPlain } from '../../../support/core/plain-language.ts';
import {
  ACTIVE,
  connected,
  CONTEXT,
  ELEVEN,
  EXPIRED_TOKEN,
  VALID_TOKEN,
  KEY_PAIR,
} from '../../../support/core/states.ts';
import { ALL_PROBLEMS, everyState } from '../../../support/core/every-state.ts';

describe.each(everyState())('the snapshot of “%s”', (_name, state) => {
  const snapshot = toSnapshot(state, CONTEXT);

  test('holds no secret: neither token nor the id that names it', () => {
    const text = JSON.stringify(snapshot);
    expect(text).not.toContain('eyJ');
    expect(text).not.toContain('secret-looking-id');
    expect(text).not.toContain(VALID_TOKEN.value.slice(0, 40));
  });

  test('has plain words', () => {
    expectPlain(snapshot.message);
    if (snapshot.candidateMessage !== undefined) expectPlain(snapshot.candidateMessage);
  });

  test('offers something to do whenever something is wrong', () => {
    if (snapshot.message.tone === 'problem') expect(snapshot.message.action).toBeDefined();
    if (snapshot.candidateMessage?.tone === 'problem') expect(snapshot.candidateMessage.action).toBeDefined();
  });

  test('can be sent to the window', () => {
    expect(structuredClone(snapshot)).toEqual(snapshot);
  });
});

test('what still works is said with the time', () => {
  const failing = connected({
    kind: 'retrying',
    failure: { kind: 'network' },
    attempt: 1,
    rejections: 0,
    retryAt: ELEVEN - 60_000,
    held: VALID_TOKEN,
  });
  expect(toSnapshot(failing, CONTEXT).message).toEqual({
    tone: 'attention',
    title: 'NERD cannot be reached',
    sentence:
      'NERD Tray could not reach NERD. This computer may be offline. Your access token works until 11:00. The next try is at 10:59.',
    action: { kind: 'refreshNow', label: 'Try now' },
  });
});

test.each([
  ['between tokens', { kind: 'refreshing', expiresAt: EXPIRED_TOKEN.expiresAt }],
  ['refreshing', { kind: 'refreshing', expiresAt: ELEVEN }],
  ['rejected with a good token', { kind: 'rejected', expiresAt: ELEVEN }],
  ['first token', { kind: 'refreshing', expiresAt: undefined }],
  ['signed out', { kind: 'signedOut' }],
])('the session of “%s” is shown as what it is for a person', (name, session) => {
  const [, state] = everyState().find(([other]) => other === name) ?? [];
  expect(state && toSnapshot(state, CONTEXT).session).toEqual(session);
});

test('the week is shown of a refresh token, and not of the demo account or a key pair', () => {
  const week = weekSnapshot(newWeek(CONTEXT.now));
  const demo = connected(ACTIVE, {
    credential: { id: 'demo', kind: 'demo', enteredAt: CONTEXT.now, lasts: 'noExpiry', isLocal: true },
  });
  const pair = connected(ACTIVE, { credential: KEY_PAIR });
  expect(toSnapshot(pair, { ...CONTEXT, week }).week).toBeUndefined();
  expect(toSnapshot(connected(ACTIVE), { ...CONTEXT, week }).week).toEqual(week);
  expect(toSnapshot(demo, { ...CONTEXT, week }).week).toBeUndefined();
});

test('the moments that the window’s first page tells are worded already', () => {
  const { credential, moments } = toSnapshot(connected(ACTIVE), CONTEXT);
  const ends = CONTEXT.times.moment(ELEVEN, CONTEXT.now);
  expect(moments).toContainEqual([ELEVEN, ends]);
  expect(moments.map(([at]) => at)).toContain(credential?.enteredAt);
});

test('a shown copy is shown with its end', () => {
  const state = connected(ACTIVE, { copied: { expiresAt: ELEVEN, shownUntil: CONTEXT.now + 1 }, copiedEndsAt: ELEVEN });
  expect(toSnapshot(state, CONTEXT)).toMatchObject({ copied: { expiresAt: ELEVEN }, copiedEndsAt: ELEVEN });
});

test('a set-aside settings file is named', () => {
  const snapshot = toSnapshot(connected(ACTIVE), { ...CONTEXT, settingsSetAside: 'settings.set-aside-1.json' });
  expect(snapshot.settingsMessage).toMatchObject({ tone: 'attention', title: 'Your settings could not be read' });
  expect(snapshot.settingsMessage?.sentence).toContain('settings.set-aside-1.json');
});

test('settings that cannot be written now come before what was set aside at the start', () => {
  const { settingsMessage } = toSnapshot(connected(ACTIVE), {
    ...CONTEXT,
    settingsSetAside: 'a',
    canPersistSettings: false,
  });
  expect(settingsMessage).toMatchObject({ tone: 'attention', title: 'Nothing can be saved here now' });
});

test('each keychain problem has words of its own on each system', () => {
  const systems = ['gnome', 'kde', 'linux', 'windows', 'macos'] as const;
  const sentences = systems.flatMap((system) =>
    ALL_PROBLEMS.map((why) => Object.values(keychainText({ why, system })).join(' ')),
  );
  expect(new Set(sentences).size).toBe(sentences.length);
});

test.each([
  ['win32', undefined, 'windows'],
  ['darwin', undefined, 'macos'],
  ['linux', 'ubuntu:GNOME', 'gnome'],
  ['linux', 'XFCE', 'gnome'],
  ['linux', 'KDE', 'kde'],
  ['linux', 'sway', 'linux'],
  ['linux', undefined, 'linux'],
])('on %s with %s the keychain is that of %s', (platform, desktop, system) => {
  expect(keychainSystem(platform, desktop)).toBe(system);
});
