import type { AuthInfo } from 'electron';
import type { ProxyAsk } from '../../preload/contract/proxy.ts';
import type { FailureKind } from '../../preload/contract/session.ts';
import { plainText } from '../core/input/plain-text.ts';
import { gotPastProxy } from '../core/token/proxy.ts';
import { isReachedByTls } from '../core/token/proxy-challenge.ts';
import type { ProxyPassword } from '../ports/credentials.ts';
import type { AskingProxy, ProxyLogin } from '../ports/nerd.ts';

/** In characters: two lines on the screen. */
const LONGEST_REALM = 60;

type Answer = (name?: string, password?: string) => void;

/** Answers a proxy that asks for a name and a password, at most once in one request. */
export class ProxyAuth {
  #sent: ProxyPassword | undefined;
  #wasRefused = false;
  /** The proxy that asked and got no answer. */
  #unanswered: AskingProxy | undefined;

  /** `listProxies` gives the proxies of the request, as Chromium's `resolveProxy` writes them. */
  constructor(
    private readonly login: ProxyLogin,
    private readonly listProxies: () => Promise<string>,
  ) {}

  /** Handles a request's `login` event. A server may ask by it too, and gets no answer. */
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

  /**
   * Call this when the request has ended: it reports whether the password worked, and gives the proxy that still asks.
   */
  end(failure: FailureKind | undefined): ProxyAsk | undefined {
    if (this.#sent !== undefined) {
      const passed = this.#unanswered === undefined && gotPastProxy(failure);
      this.login.ended(this.#sent, this.#wasRefused ? 'refused' : passed ? 'accepted' : 'unknown');
    }
    return this.#unanswered && this.login.askFor(this.#unanswered);
  }

  async #answerFor({ host, port, scheme, realm }: AuthInfo): Promise<ProxyPassword | undefined> {
    const before = this.#sent;
    // Chromium does not tell with the question by which road the proxy is reached.
    const overTls = isReachedByTls(await this.listProxies(), { host, port });
    const asking = { host, port, scheme, realm: plainText(realm, LONGEST_REALM), overTls };
    // A second question means that the proxy has refused the password, or that another proxy asks, which must not get
    // it.
    if (before !== undefined) this.#wasRefused = before.host === host && before.port === port;
    else this.#sent = await this.login.answerFor(asking);
    if (before === undefined && this.#sent !== undefined) return this.#sent;
    this.#unanswered = asking;
    return undefined;
  }
}
