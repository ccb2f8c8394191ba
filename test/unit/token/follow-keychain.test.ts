import { expect, test } from 'vitest';
import { INITIAL_STATE, type TokenState } from '../../../main/core/token/state.ts';
import { followKeychain } from '../../../main/token/follow-keychain.ts';
import { flush } from '../../support/manual-clock.ts';
import { MemorySecrets } from '../../support/memory-ports.ts';

const credential = (id: string): TokenState['credential'] => ({
  id,
  kind: 'keyPair',
  enteredAt: 0,
  lasts: 'noExpiry',
  isLocal: false,
});

function start() {
  const done: string[] = [];
  const deed = (name: string) => () => {
    done.push(name);
    return Promise.resolve();
  };
  const secrets = new MemorySecrets();
  let state = INITIAL_STATE;
  let listener: (() => void) | undefined;
  followKeychain({
    service: {
      get state() {
        return state;
      },
      session: undefined,
      subscribe(next) {
        listener = next;
        return () => undefined;
      },
      redraw: () => void done.push('redraw'),
    },
    secrets,
    proxy: { load: deed('proxy') },
    pendingKeyPair: { load: deed('pair'), endIfConnected: deed('end pair') },
  });
  /** Moves on to this state, and gives what was done of it. */
  const move = async (next: Partial<TokenState>): Promise<string[]> => {
    done.length = 0;
    state = { ...state, ...next };
    listener?.();
    await flush();
    return [...done];
  };
  /** Another keyring opens; gives what was done of it. */
  const open = async (): Promise<string[]> => {
    done.length = 0;
    secrets.answersAgain();
    await flush();
    return [...done];
  };
  return { move, open };
}

test('what else the keychain holds is read when it has opened, then drawn, and not again', async () => {
  const { move } = start();
  expect(await move({ storage: { kind: 'keychain' } })).toEqual(['proxy', 'pair', 'end pair', 'redraw']);
  expect(await move({})).toEqual([]);
});

test('a keychain that opens again is read again', async () => {
  const { move } = start();
  await move({ storage: { kind: 'keychain' } });
  expect(await move({ storage: { kind: 'unavailable', why: 'locked' } })).toEqual([]);
  expect(await move({ storage: { kind: 'keychain' } })).toContain('proxy');
});

test('a keyring that opens beside the one that is open has it read again too', async () => {
  const { move, open } = start();
  expect(await open()).toEqual([]);
  await move({ storage: { kind: 'keychain' } });
  expect(await open()).toEqual(['proxy', 'pair', 'end pair', 'redraw']);
});

test('another credential may end the pending key pair', async () => {
  const { move } = start();
  await move({ storage: { kind: 'keychain' } });
  expect(await move({ credential: credential('two') })).toEqual(['end pair', 'redraw']);
});

test('in memory there is nothing to read', async () => {
  const { move } = start();
  expect(await move({ storage: { kind: 'memory', why: 'locked' }, credential: credential('two') })).toEqual([]);
});
