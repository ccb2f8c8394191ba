import { beforeEach, expect, test } from 'vitest';
import { isOnline, onShutdown, onSleep, onWake } from '../../../main/desktop/power-events.ts';
import { net, powerMonitor, resetElectron } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

test('a wake is a machine that resumes or is unlocked, until it is stopped', () => {
  const told: string[] = [];
  const stop = onWake(() => void told.push('wake'));
  powerMonitor.emit('resume');
  powerMonitor.emit('unlock-screen');
  stop();
  powerMonitor.emit('resume');
  powerMonitor.emit('unlock-screen');
  expect(told).toEqual(['wake', 'wake']);
});

test('a sleep is told until it is stopped', () => {
  const told: string[] = [];
  const stop = onSleep(() => void told.push('sleep'));
  powerMonitor.emit('suspend');
  stop();
  powerMonitor.emit('suspend');
  expect(told).toEqual(['sleep']);
});

test('a shutdown is delayed for the app to quit, where the system can be asked for that', () => {
  const told: string[] = [];
  onShutdown(() => void told.push('quit'));
  powerMonitor.emit('shutdown', { preventDefault: () => void told.push('wait') });
  powerMonitor.emit('shutdown');
  expect(told).toEqual(['wait', 'quit', 'quit']);
});

test('the system says whether there is a network', () => {
  net.isOnline = () => false;
  expect(isOnline()).toBe(false);
  net.isOnline = () => true;
  expect(isOnline()).toBe(true);
});
