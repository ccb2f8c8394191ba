import type { AuthInfo } from 'electron';
import type { ProxyAsk } from '../../preload/contract/proxy.ts';
import type { FailureKind } from '../../preload/contract/session.ts';
import { plainText } from '../core/input/plain-text.ts';
import { gotPastProxy } from '../core/token/proxy.ts';
import type { ProxyPassword } from '../ports/credentials.ts';
import type { AskingProxy, ProxyLogin } from '../ports/nerd.ts';

/** Two lines on the screen. */
const LONGEST_REALM = 60;

type Answer = (name?: string, password?: string) => void;

/** How one request answers a proxy that asks for a name and a password: at most once. */
export class ProxyAuth {
  #sent: ProxyPassword | undefined;
  #wasRefused = false;
  /** Who asked, and got no answer. */
  #unanswered: AskingProxy | undefined;

  constructor(private readonly login: ProxyLogin) {}

  /** For a request's `login` event, by which a server asks too; that one gets nothing. */
  readonly onLogin = (asker: AuthInfo, answer: Answer): void => {
    if (!asker.isProxy) {
      answer();
      return;
    }
    void this.#answerFor(asker).then((password) => {
      if (password === undefined) answer();
      else answer(password.name, password.password);
    });
  };

  /** To be called when the request has ended: tells whether the password worked, and gives who still asks for one. */
  end(failure: FailureKind | undefined): ProxyAsk | undefined {
    if (this.#sent !== undefined) {
      const passed = this.#unanswered === undefined && gotPastProxy(failure);
      this.login.ended(this.#sent, this.#wasRefused ? 'refused' : passed ? 'accepted' : 'unknown');
    }
    return this.#unanswered && this.login.askFor(this.#unanswered);
  }

  async #answerFor({ host, port, scheme, realm }: AuthInfo): Promise<ProxyPassword | undefined> {
    const before = this.#sent;
    const asking = { host, port, scheme, realm: plainText(realm, LONGEST_REALM) };
    // Asked again, the proxy has refused what it was sent; or it is another proxy, which must not be given it.
    if (before !== undefined) this.#wasRefused = before.host === host && before.port === port;
    else this.#sent = await this.login.answerFor(asking);
    if (before === undefined && this.#sent !== undefined) return this.#sent;
    this.#unanswered = asking;
    return undefined;
  }
}
