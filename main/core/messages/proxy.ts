import type { ProxyAsk } from '../../../preload/contract/proxy.ts';
import { joined, SAME_AGAIN, type MessageTable } from './message.ts';
import { ANSWER_PROXY, failureText } from './request-failures.ts';
import { keychainText, type KeychainFacts } from './keychain.ts';

/** The conditions of a proxy that asks for a name and a password. */
export interface ProxyConditions {
  proxyAsks: { readonly ask: ProxyAsk };
  /** The proxy accepted the name and password, but the keychain did not store them. */
  proxyInMemory: KeychainFacts;
  proxyNotDeleted: KeychainFacts;
}

export const PROXY_MESSAGES: MessageTable<ProxyConditions> = {
  proxyAsks: ({ ask }) => ({
    tone: 'attention',
    ...failureText({ kind: 'proxy_auth', proxy: ask }),
    works: undefined,
    action: ANSWER_PROXY,
  }),
  proxyInMemory: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'attention',
      title,
      works: 'The proxy lets NERD Tray through. Its name and password are in memory only, until you quit.',
      toDo: joined(happened, toDo),
    };
  },
  proxyNotDeleted: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'problem',
      title,
      happened: 'The proxy’s name and password could not be deleted from the keychain.',
      works: 'NERD Tray goes on using them.',
      toDo: joined(happened, toDo),
      action: SAME_AGAIN,
    };
  },
};
