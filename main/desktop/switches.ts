import { app } from 'electron';

// Chromium takes these from anybody who can edit a shortcut. The first two make it trust any server with NERD's name,
// the third writes whole addresses, and so refresh tokens, to a file. A release is never started with them; this is for
// checkouts.
const UNSAFE = ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'log-net-log'];

/** Takes away the command line's switches that would give the refresh token away. To be called before Electron is ready. */
export function dropUnsafeSwitches(): void {
  for (const name of UNSAFE) app.commandLine.removeSwitch(name);
}

/** What Chromium does of itself after an answer: it sends reports with whole addresses, or goes where a header leads it. */
const UNINVITED_FEATURES = [
  // Report-To, NEL and Reporting-Endpoints (services/network/public/cpp/features.cc).
  'Reporting',
  'NetworkErrorLogging',
  'DocumentReporting',
  // Accept-CH and Critical-CH: more about this computer in later requests.
  'AcceptCHFrame',
  'CriticalClientHint',
  // Link headers that come before an answer.
  'EarlyHintsPreloadForNavigation',
];
const UNINVITED_SWITCHES = [
  // Alt-Svc leads to QUIC, by a road that a proxy does not see.
  'disable-quic',
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'dns-prefetch-disable',
  'no-pings',
];

/** Switches these off, beside what the command line has switched off. To be called before Electron is ready. */
export function disableUninvitedFeatures(): void {
  const before = app.commandLine.getSwitchValue('disable-features');
  const features = [...(before === '' ? [] : [before]), ...UNINVITED_FEATURES];
  app.commandLine.appendSwitch('disable-features', features.join(','));
  for (const name of UNINVITED_SWITCHES) app.commandLine.appendSwitch(name);
}

/**
 * A script must not read the clipboard by pasting into a field; what a person pastes still comes in. Newer versions of
 * Electron have that by themselves (enableDeprecatedPaste). To be called before Electron is ready.
 */
export function refuseScriptedPaste(): void {
  app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=false');
}
