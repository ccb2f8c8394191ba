import type { NerdBridge } from '../../../../preload/contract/bridge.ts';
import type { Command } from '../../../../preload/contract/command.ts';

/** A bridge behind which there is no main: the test answers each command, the oldest first. */
export function fakeNerd() {
  const sent: Command[] = [];
  const waiting: { resolve: (result: unknown) => void; reject: (error: Error) => void }[] = [];
  const next = () => {
    const request = waiting.shift();
    if (request === undefined) throw new Error('no command waits for an answer');
    return request;
  };
  const send = (command: Command) => {
    sent.push(command);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const nerd: NerdBridge = {
    snapshot: () => Promise.reject(new Error('there is no main')),
    onSnapshot: () => () => undefined,
    history: () => send({ kind: 'readHistory' }) as ReturnType<NerdBridge['history']>,
    send: send as NerdBridge['send'],
  };
  return {
    nerd,
    sent,
    answer: (result: object): void => {
      next().resolve(result);
    },
    fail: (): void => {
      next().reject(new Error('main is gone'));
    },
  };
}
