import type { FailureKind } from '../../../preload/contract/snapshot.ts';

/** What happened; what still works and what to do is added by the situation. */
interface Happened {
  readonly title: string;
  readonly happened: string;
}

/** The closed table of what a refresh can fail of. */
export const FAILURES: Readonly<Record<FailureKind, Happened>> = {
  refused: {
    title: 'NERD did not accept this refresh token',
    happened: 'NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it.',
  },
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
    happened: 'The proxy of your network did not let NERD Tray through to NERD.',
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
