import type { HistoryEvent } from '../../../preload/contract/history.ts';
import type { CredentialKind } from '../../../preload/contract/session.ts';
import type { DurationMs } from '../../../preload/contract/time.ts';
import { SECOND_MS } from '../time/time.ts';
import { CREDENTIALS } from '../messages/credentials.ts';

/** Gives a short label of fixed words for an event, for a support person. */
export function historyLabel(event: HistoryEvent): string {
  switch (event.kind) {
    case 'started':
      return `started ${event.version}`;
    case 'stopped':
    case 'slept':
    case 'woke':
      return event.kind;
    case 'refresh': {
      const what = event.of === 'session' ? 'refresh' : 'refresh with the token entered';
      return `${what}: ${event.result}, ${event.own ? 'of its own accord' : 'asked for'}, ${event.tookMs} ms`;
    }
    case 'copy': {
      const lasts = event.lastsMs === undefined ? '' : `, lasts ${seconds(event.lastsMs)}`;
      return `copy: ${event.ok ? 'done' : 'failed'}${lasts}, ${event.tookMs} ms`;
    }
    case 'connect': {
      const what = CONNECTED[event.account](event.renewed);
      return `${what}: ${event.result}, ${event.tookMs} ms`;
    }
    case 'switch':
      return `went on with ${CREDENTIALS[event.to].name}: ${event.ok ? 'done' : 'failed'}`;
    case 'forget':
      return `forget${event.of === undefined ? '' : ` ${CREDENTIALS[event.of].name}`}: ${event.ok ? 'done' : 'failed'}`;
    case 'pause':
      return event.until === 'tomorrow' ? 'paused until tomorrow' : 'paused until resumed';
    case 'resume':
      return 'resumed';
    case 'warning':
      return `warned of the week's end: ${event.of}`;
    case 'snooze':
      return `warnings snoozed: ${event.until}`;
    case 'clock':
      return `clock corrected by ${seconds(event.shiftMs)}, ${seconds(event.skewMs)} ahead`;
  }
}

const CONNECTED: Readonly<Record<CredentialKind, (renewed: boolean) => string>> = {
  refreshToken: (renewed) => (renewed ? 'new refresh token' : 'connect'),
  keyPair: (renewed) => (renewed ? 'new key pair' : 'connect with a key pair'),
  demo: () => 'demo account',
};

function seconds(ms: DurationMs): string {
  return `${Math.round(ms / SECOND_MS)} s`;
}
