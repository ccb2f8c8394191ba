// The requests of the Electron that unit tests play.
import { EventEmitter } from 'node:events';
import { net } from './index.ts';

/** What a request is answered with: a whole response, or the text of Chromium's error. */
export type PlayedAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly error: string };

/** A request as it was sent. */
export interface PlayedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The other options that `net.request` was given. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly body: string | undefined;
}

/**
 * Answers the next requests of `net`, one after the other; one more than there are answers fails. Gives a list that the
 * requests are added to.
 */
export function playRequests(...answers: readonly PlayedAnswer[]): readonly PlayedRequest[] {
  const requests: PlayedRequest[] = [];
  net.request = ({ method, url, headers, ...options }: Omit<PlayedRequest, 'body' | 'options'>) => {
    const answer = answers[requests.length] ?? { error: 'net::ERR_FAILED' };
    return Object.assign(new EventEmitter(), {
      abort: () => undefined,
      end(this: EventEmitter, body: string | undefined) {
        requests.push({ method, url, headers, options, body });
        if ('error' in answer) this.emit('error', new Error(answer.error));
        else this.emit('response', response(answer));
      },
    });
  };
  return requests;
}

function response({ status, headers = {}, body = '' }: Extract<PlayedAnswer, { status: number }>): EventEmitter {
  const made = Object.assign(new EventEmitter(), { statusCode: status, headers });
  // Once whoever got the response has begun to listen for its body.
  setImmediate(() => {
    made.emit('data', Buffer.from(body));
    made.emit('end');
  });
  return made;
}
