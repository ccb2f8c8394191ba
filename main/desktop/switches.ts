import { app } from 'electron';

// Chromium takes these from anybody who can edit a shortcut. The first two make it trust any server with NERD's name,
// the third writes whole addresses, and so refresh tokens, to a file. A release is never started with them, so they
// matter in checkouts only.
const UNSAFE = ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'log-net-log'];

/** Removes the command line's switches that would give the refresh token away. Call it before Electron is ready. */
export function dropUnsafeSwitches(): void {
  for (const name of UNSAFE) app.commandLine.removeSwitch(name);
}

/**
 * Features by which Chromium acts by itself on a response: it sends reports with whole addresses, or follows a header.
 */
const UNINVITED_FEATURES = [
  // Report-To, NEL and Reporting-Endpoints (services/network/public/cpp/features.cc).
  'Reporting',
  'NetworkErrorLogging',
  'DocumentReporting',
  // Accept-CH and Critical-CH make later requests tell more about this computer.
  'AcceptCHFrame',
  'CriticalClientHint',
  // Link headers may come before a response.
  'EarlyHintsPreloadForNavigation',
];
const UNINVITED_SWITCHES = [
  // Alt-Svc leads to QUIC, which goes around a proxy.
  'disable-quic',
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings',
];

/** Disables these features, beside those that the command line disables. Call it before Electron is ready. */
export function disableUninvitedFeatures(): void {
  const before = app.commandLine.getSwitchValue('disable-features');
  const features = [...(before === '' ? [] : [before]), ...UNINVITED_FEATURES];
  app.commandLine.appendSwitch('disable-features', features.join(','));
  for (const name of UNINVITED_SWITCHES) app.commandLine.appendSwitch(name);
}

/**
 * Keeps scripts from reading the clipboard by pasting into a field; a person can still paste. Newer versions of
 * Electron do that by themselves (enableDeprecatedPaste). It also keeps pages from having names looked up in advance:
 * such a look-up goes past every proxy, and could carry a text out as a name; Chromium no longer knows
 * `dns-prefetch-disable`. Call it before Electron is ready.
 */
export function restrictPages(): void {
  app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=false,dnsPrefetchingEnabled=false');
}
