import type { ActionButton } from '../../../preload/contract/message.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import type { ProxyAsk } from '../../../preload/contract/proxy.ts';
import type { RefreshFailure } from '../token/answer.ts';
import { CREDENTIALS } from './credentials.ts';
import type { FailureText } from './message.ts';

/** The closed table of the failures of a refresh. */
export const FAILURE_TEXTS: Readonly<Record<FailureKind, FailureText>> = {
  refused: CREDENTIALS.refreshToken.rejected,
  network: {
    title: 'NERD cannot be reached',
    happened: 'NERD Tray could not reach NERD. This computer may be offline.',
  },
  timeout: {
    title: 'NERD is not answering',
    happened: 'NERD did not answer within 30 seconds.',
  },
  tls: {
    title: 'The connection is not safe',
    happened:
      'What answered could not prove that it is NERD, so NERD Tray sent it nothing. A wrong date on this computer can be the reason.',
  },
  proxy: {
    title: 'The proxy is in the way',
    happened: 'The proxy of your network did not let NERD Tray through to NERD, or could not reach it.',
  },
  proxy_down: {
    title: 'The proxy cannot be reached',
    happened: 'This computer’s settings send NERD Tray through a proxy, and that proxy could not be reached.',
  },
  proxy_auth: {
    title: 'The proxy wants a password',
    happened: 'The proxy of your network wants a name and a password before it lets NERD Tray through to NERD.',
  },
  rate_limited: {
    title: 'NERD asks for a pause',
    happened: 'NERD has had many requests and asks to wait.',
  },
  server_error: {
    title: 'NERD has trouble of its own',
    happened: 'NERD answered that something went wrong on its side.',
  },
  not_nerd: {
    title: 'Something other than NERD answered',
    happened: 'Something other than NERD answered. A sign-in page of your network may be in the way.',
  },
  malformed_response: {
    title: 'NERD’s answer could not be read',
    happened: 'NERD answered, but without an access token that can be read.',
  },
  unexpected: {
    title: 'Something went wrong here',
    happened: 'NERD Tray made a mistake while it asked NERD.',
  },
};

/** The text of a failure, with the names that the failure itself carries. */
export function failureText({ kind, issuer, proxy, ofDemo }: RefreshFailure): FailureText {
  if (ofDemo) return DEMO_NOT_RUNNING;
  if (kind === 'tls' && issuer !== undefined) return { ...FAILURE_TEXTS.tls, happened: untrustedIssuerText(issuer) };
  return proxy === undefined ? FAILURE_TEXTS[kind] : proxyAuthText(proxy);
}

const DEMO_NOT_RUNNING: FailureText = {
  title: 'The simulated NERD isn’t running',
  happened: 'The simulated NERD of the demo could not be started on this computer.',
};

export const ANSWER_PROXY: ActionButton = { kind: 'answerProxy', label: 'Enter name and password' };

/** The button that helps with this failure, if one helps more than another try. */
export function failureAction({ proxy }: RefreshFailure): ActionButton | undefined {
  return proxy && ANSWER_PROXY;
}

function untrustedIssuerText(issuer: string): string {
  return `What answered showed a certificate by “${issuer}”, which this computer does not trust, so NERD Tray sent it nothing. If your company inspects the network under that name, its IT can add the certificate to this computer.`;
}

function proxyAuthText({ host, port, realm, refused, changed }: ProxyAsk): FailureText {
  const name = `The proxy ${host}:${port}`;
  if (changed === 'scheme') {
    return {
      title: 'The proxy asks less securely than before',
      happened: `${name} now asks for your password in a less secure way. NERD Tray won’t send it unless you enter it again.`,
    };
  }
  if (changed === 'encryption') {
    return {
      title: 'The connection to the proxy is no longer encrypted',
      happened: `Others in your network could read what goes to ${host}:${port} now. NERD Tray won’t send it your password unless you enter it again.`,
    };
  }
  if (changed === 'realm') {
    const calls = realm === '' ? 'no longer gives its name' : `now calls itself “${realm}”`;
    return {
      title: 'The proxy goes by another name',
      happened: `${name} ${calls}. NERD Tray won’t send it your password unless you enter it again.`,
    };
  }
  return refused
    ? { title: 'The proxy did not accept the password', happened: `${name} did not accept the name and password.` }
    : {
        title: FAILURE_TEXTS.proxy_auth.title,
        happened: `${name} wants a name and a password before it lets NERD Tray through to NERD.`,
      };
}
