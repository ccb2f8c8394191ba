import { expect, test } from 'vitest';
import { unwantedVariables } from '../../../../main/core/cli/allowed-environment.ts';

test.each([
  'SSLKEYLOGFILE',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
  'ELECTRON_ENABLE_STACK_DUMPING',
  'ELECTRON_DISABLE_SANDBOX',
  'ELECTRON_RUN_AS_NODE',
  'CHROME_LOG_FILE',
  'CHROME_HEADLESS',
  'BREAKPAD_DUMP_LOCATION',
  'NODE_DEBUG',
  'NODE_V8_COVERAGE',
  'G_DBUS_DEBUG',
])('%s is not handed on', (name) => {
  expect(unwantedVariables(['HOME', name, 'PATH'], false)).toEqual([name]);
});

test.each([
  'HOME',
  'DISPLAY',
  'DBUS_SESSION_BUS_ADDRESS',
  'APPIMAGE',
  'https_proxy',
  'NODE_ENV',
  'CHROME_DESKTOP',
  'ELECTRON_OZONE_PLATFORM_HINT',
])('%s may stay', (name) => {
  expect(unwantedVariables([name], false)).toEqual([]);
});

test('on Windows capitals do not count', () => {
  expect(unwantedVariables(['SslKeyLogFile'], true)).toEqual(['SslKeyLogFile']);
  expect(unwantedVariables(['SslKeyLogFile'], false)).toEqual([]);
});
