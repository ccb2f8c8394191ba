import { describe, expect, test } from 'vitest';
import { createDispatch } from '../../../main/commands/commands.ts';
import { createSettingsCommands } from '../../../main/commands/settings-commands.ts';
import type { Handlers } from '../../../main/commands/handlers.ts';
import type { CommandKind } from '../../../preload/contract/command.ts';
import { createCommandFixture } from '../../support/command-fixture.ts';
import { flush } from '../../support/manual-clock.ts';
import { TEN } from '../../support/token-fixture.ts';

const logged = (fixture: ReturnType<typeof createCommandFixture>) =>
  fixture.log.lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the one door', () => {
  test('logs each command by its name and how it went', async () => {
    const fixture = createCommandFixture();
    await fixture.dispatch({ kind: 'openLink', link: 'nerd' });
    fixture.ports.isCleared = false;
    await fixture.dispatch({ kind: 'clearClipboard' });
    expect(logged(fixture)).toEqual([
      { name: 'command', kind: 'openLink', ok: true },
      { name: 'command', kind: 'clearClipboard', ok: false },
    ]);
  });

  test.each([
    ['saveForLater', 'keepUntried'],
    ['cancelAnnotation', 'cancelFinding'],
    ['checkToken', 'testToken'],
  ] as const)('logs %s under its stored name, %s', async (kind, name) => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    await fixture.dispatch({ kind });
    expect(logged(fixture)).toContainEqual(expect.objectContaining({ name: 'command', kind: name }));
  });

  test('writes into the history what the table says, with how long it took and whether there was a session', async () => {
    const fixture = createCommandFixture();
    const connecting = fixture.dispatch({ kind: 'connectDemo' });
    await fixture.clock.advance(40);
    await fixture.answer({ ok: false, failure: { kind: 'refused' } });
    expect(await connecting).toMatchObject({ ok: false, reason: 'refused' });
    expect(fixture.history.events).toContainEqual({
      kind: 'connect',
      account: 'demo',
      renewed: false,
      result: 'refused',
      tookMs: 40,
    });
    await fixture.dispatch({ kind: 'resume' });
    await fixture.dispatch({ kind: 'refreshNow' });
    expect(fixture.history.events.map(({ kind }) => kind)).toEqual(['refresh', 'connect', 'resume']);
  });

  test('a surprise is told as such, and logged without a word of what it held', async () => {
    const fixture = createCommandFixture();
    fixture.ports.openLink = () => Promise.reject(new Error('planted-secret'));
    expect(await fixture.dispatch({ kind: 'openLink', link: 'nerd' })).toEqual({
      ok: false,
      reason: 'unexpected',
      message: fixture.messageOf({ kind: 'unexpected' }),
    });
    expect(fixture.log.lines).toEqual([JSON.stringify({ name: 'commandFailed', kind: 'openLink' })]);
    expect(fixture.history.events).toEqual([]);
  });
});

test('a command of the table that has no handler does not compile', () => {
  const some = createSettingsCommands({} as Parameters<typeof createSettingsCommands>[0]);
  type Others = Handlers<Exclude<CommandKind, 'changeSettings' | 'quit'>>;
  const withoutQuit = { ...some } as typeof some & Others;
  // @ts-expect-error there is no handler for `quit`
  const incomplete: Handlers = withoutQuit;
  // With it, there is one for each.
  const complete: Handlers = { ...withoutQuit, quit: () => ({ ok: true }) };
  // @ts-expect-error a handler answers with its own command's result
  const mistyped: Handlers = { ...complete, readDiagnostics: () => ({ ok: true }) };
  expect([incomplete, mistyped]).toHaveLength(2);
  expect(createDispatch).toBeTypeOf('function');
});

test('what was found is forgotten once the window is closed', async () => {
  const fixture = createCommandFixture();
  await fixture.connected(TEN + 3_600_000);
  const request = { text: 'Kensho', knowledgeBases: ['capiq'], tagPeople: false, originatingEntityId: '' } as const;
  const annotating = fixture.dispatch({ kind: 'annotate', request });
  await flush();
  await fixture.clock.advance(1000);
  expect(await annotating).toEqual({ ok: true, annotations: { mentions: [], notLocated: 0 } });
  expect(await fixture.dispatch({ kind: 'copyAnnotations', as: 'json' })).toEqual({ ok: true });
  fixture.windowClosed();
  expect(await fixture.dispatch({ kind: 'copyAnnotations', as: 'json' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'noAnnotationsYet' }),
  });
});
