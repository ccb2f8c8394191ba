import { describe, expect, test } from 'vitest';
import { createDispatch } from '../../../main/commands/commands.ts';
import { createSettingsCommands } from '../../../main/commands/settings-commands.ts';
import type { Handlers } from '../../../main/commands/handlers.ts';
import type { CommandKind } from '../../../preload/contract/command.ts';
import { commandWorld } from '../../support/command-world.ts';
import { flush } from '../../support/manual-clock.ts';
import { TEN } from '../../support/token-world.ts';

const logged = (world: ReturnType<typeof commandWorld>) =>
  world.log.lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the one door', () => {
  test('logs each command by its name and how it went', async () => {
    const world = commandWorld();
    await world.dispatch({ kind: 'openLink', link: 'nerd' });
    world.ports.isCleared = false;
    await world.dispatch({ kind: 'clearClipboard' });
    expect(logged(world)).toEqual([
      { name: 'command', kind: 'openLink', ok: true },
      { name: 'command', kind: 'clearClipboard', ok: false },
    ]);
  });

  test.each([
    ['saveForLater', 'keepUntried'],
    ['cancelAnnotation', 'cancelFinding'],
    ['checkToken', 'testToken'],
  ] as const)('logs %s under its stored name, %s', async (kind, name) => {
    const world = commandWorld();
    await world.service.readKeychain();
    await world.dispatch({ kind });
    expect(logged(world)).toContainEqual(expect.objectContaining({ name: 'command', kind: name }));
  });

  test('writes into the history what the table says, with how long it took and whether there was a session', async () => {
    const world = commandWorld();
    const connecting = world.dispatch({ kind: 'connectDemo' });
    await world.clock.advance(40);
    await world.answer({ ok: false, failure: { kind: 'refused' } });
    expect(await connecting).toMatchObject({ ok: false, reason: 'refused' });
    expect(world.history.events).toContainEqual({
      kind: 'connect',
      account: 'demo',
      renewed: false,
      result: 'refused',
      tookMs: 40,
    });
    await world.dispatch({ kind: 'resume' });
    await world.dispatch({ kind: 'refreshNow' });
    expect(world.history.events.map(({ kind }) => kind)).toEqual(['refresh', 'connect', 'resume']);
  });

  test('a surprise is told as such, and logged without a word of what it held', async () => {
    const world = commandWorld();
    world.ports.openLink = () => Promise.reject(new Error('planted-secret'));
    expect(await world.dispatch({ kind: 'openLink', link: 'nerd' })).toEqual({
      ok: false,
      reason: 'unexpected',
      message: world.messageOf({ kind: 'unexpected' }),
    });
    expect(world.log.lines).toEqual([JSON.stringify({ name: 'commandFailed', kind: 'openLink' })]);
    expect(world.history.events).toEqual([]);
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
  const world = commandWorld();
  await world.connected(TEN + 3_600_000);
  const request = { text: 'Kensho', knowledgeBases: ['capiq'], tagPeople: false, originatingEntityId: '' } as const;
  const annotating = world.dispatch({ kind: 'annotate', request });
  await flush();
  await world.clock.advance(1000);
  expect(await annotating).toEqual({ ok: true, annotations: { mentions: [], notLocated: 0 } });
  expect(await world.dispatch({ kind: 'copyAnnotations', as: 'json' })).toEqual({ ok: true });
  world.windowClosed();
  expect(await world.dispatch({ kind: 'copyAnnotations', as: 'json' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'noAnnotationsYet' }),
  });
});
