import { beforeEach, expect, test } from 'vitest';
import { disableUninvitedFeatures, dropUnsafeSwitches, restrictPages } from '../../../main/desktop/switches.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

test('switches that would give the refresh token away are dropped, and others stay', () => {
  for (const name of ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'log-net-log', 'lang'])
    app.commandLine.appendSwitch(name, 'x');
  dropUnsafeSwitches();
  expect([...app.commandLine.switches.keys()]).toEqual(['lang']);
});

test('what Chromium does uninvited is disabled, beside what was disabled before', () => {
  app.commandLine.appendSwitch('disable-features', 'Mine');
  disableUninvitedFeatures();
  const features = app.commandLine.getSwitchValue('disable-features').split(',');
  expect(features[0]).toBe('Mine');
  expect(features).toEqual(expect.arrayContaining(['Reporting', 'NetworkErrorLogging', 'CriticalClientHint']));
  expect(app.commandLine.hasSwitch('disable-quic')).toBe(true);
});

test('with nothing disabled before the list begins with a feature', () => {
  disableUninvitedFeatures();
  expect(app.commandLine.getSwitchValue('disable-features')).toMatch(/^[A-Z]/u);
});

test('no script pastes, and no page has names looked up', () => {
  restrictPages();
  expect(app.commandLine.getSwitchValue('blink-settings')).toBe('DOMPasteAllowed=false,dnsPrefetchingEnabled=false');
});
