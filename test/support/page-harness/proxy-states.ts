import type { ProxyAsk } from '../../../preload/contract/proxy.ts';
import type { PageState } from './fake-bridge.ts';
import { CONNECTED, ENDS_AT, message, MINUTE_MS, NOW, SIGNED_OUT } from './snapshots.ts';

const ASK: ProxyAsk = {
  host: 'proxy.example.com',
  port: 8080,
  scheme: 'basic',
  realm: 'Network of the Navy',
  refused: false,
};
const ENTER = { kind: 'answerProxy', label: 'Enter name and password' } as const;
const ASKS = 'The proxy proxy.example.com:8080 wants a name and a password before it lets NERD Tray through to NERD.';

const RETRYING: PageState['snapshot'] = {
  ...CONNECTED,
  session: {
    kind: 'retrying',
    failure: 'proxy_auth',
    attempt: 1,
    retryAt: NOW + 5.5 * MINUTE_MS,
    expiresAt: ENDS_AT,
  },
  proxyAsk: ASK,
  message: message(
    'attention',
    'The proxy wants a password',
    `${ASKS} Your access token works until 11:00. The next try is at 10:23.`,
    ENTER,
  ),
};

/** The states of a proxy that asks for a name and a password. */
export const PROXY_STATES: readonly PageState[] = [
  { name: 'proxy', snapshot: RETRYING },
  {
    name: 'proxy-connecting',
    snapshot: {
      ...SIGNED_OUT,
      proxyAsk: { ...ASK, realm: '' },
      candidate: { kind: 'unreachable', failure: 'proxy_auth' },
      candidateMessage: {
        ...message(
          'attention',
          'The proxy wants a password',
          `${ASKS} The refresh token could not be tried, so it is not known whether it works. You can keep it, and NERD Tray tries it later.`,
          ENTER,
        ),
        other: { kind: 'saveForLater', label: 'Keep it and try later' },
      },
    },
    answers: { answerProxy: 'never' },
  },
  {
    name: 'proxy-refused',
    snapshot: {
      ...RETRYING,
      proxyAsk: {
        ...ASK,
        host: `a-very-long-name-of-a-proxy.${'department.'.repeat(2)}example.com`,
        realm: `Network of ${'the Navy and '.repeat(3)}the Armies…`,
        refused: true,
      },
    },
  },
  { name: 'proxy-changed-scheme', snapshot: { ...RETRYING, proxyAsk: { ...ASK, changed: 'scheme' } } },
  { name: 'proxy-changed-encryption', snapshot: { ...RETRYING, proxyAsk: { ...ASK, changed: 'encryption' } } },
  { name: 'proxy-changed-realm', snapshot: { ...RETRYING, proxyAsk: { ...ASK, changed: 'realm' } } },
  { name: 'settings-proxy', snapshot: { ...CONNECTED, proxyWithSavedPassword: { host: ASK.host, port: ASK.port } } },
];
