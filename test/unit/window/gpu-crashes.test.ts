import { beforeEach, expect, test } from 'vitest';
import { surviveGpuCrashes } from '../../../main/window/gpu-crashes.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';

const LIMIT_SWITCH = 'disable-gpu-process-crash-limit';

beforeEach(resetElectron);

/** Follows a GPU process whose crashes the test makes, one second after the other. */
function start() {
  const loops: string[] = [];
  let uptime = 0;
  const stop = surviveGpuCrashes(
    () => (uptime += 1000),
    (reason) => void loops.push(reason),
  );
  const crash = (times: number, details: object = { type: 'GPU', reason: 'crashed' }): void => {
    for (let each = 0; each < times; each += 1) app.emit('child-process-gone', {}, details);
  };
  return { loops, stop, crash };
}

test('one crash is Chromium’s matter', () => {
  const { crash, loops } = start();
  crash(1);
  expect([loops, app.commandLine.hasSwitch(LIMIT_SWITCH)]).toEqual([[], false]);
});

test('once Chromium draws in software it may not end the app, and crashes that go on are a loop', () => {
  const { crash, loops } = start();
  crash(4);
  expect([loops, app.commandLine.hasSwitch(LIMIT_SWITCH)]).toEqual([[], true]);
  crash(3);
  expect(loops).toEqual(['crashed']);
});

test('other processes and clean exits do not count', () => {
  const { crash, loops } = start();
  crash(20, { type: 'Utility', reason: 'crashed' });
  crash(20, { type: 'GPU', reason: 'clean-exit' });
  expect([loops, app.commandLine.hasSwitch(LIMIT_SWITCH)]).toEqual([[], false]);
});

test('once it has stopped nothing counts', () => {
  const { crash, loops, stop } = start();
  stop();
  crash(20);
  expect(loops).toEqual([]);
});
