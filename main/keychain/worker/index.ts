// Entry of the keychain's own process. A native call that hangs, or a connection that is lost for good, is ended with
// it: libsecret keeps one connection for a process's whole life and does not find a service that was restarted.
import { parseRequest, type KeychainReply, type KeychainRequest } from './messages.ts';
import { keychainProblem } from './problem.ts';

type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>;

// Main sends one request at a time. One that does not parse is a surprise that ends this process, and main is told so.
process.parentPort.on('message', ({ data }) => {
  const request = parseRequest(data);
  void answer(request).then((reply) => {
    process.parentPort.postMessage(reply);
  });
});

async function answer(request: KeychainRequest): Promise<KeychainReply> {
  try {
    return { ok: true, id: request.id, text: await call(await loadKeytar(), request) };
  } catch (error) {
    return { ok: false, id: request.id, why: keychainProblem(error) };
  }
}

async function call(keytar: Keytar, request: KeychainRequest): Promise<string | null> {
  const { service, account } = request;
  switch (request.call) {
    case 'read':
      return keytar.getPassword(service, account);
    case 'write':
      await keytar.setPassword(service, account, request.text);
      return null;
    case 'delete':
      await keytar.deletePassword(service, account);
      return null;
  }
}

/**
 * Loads keytar when it is first needed, since that fails on a machine without libsecret. keytar is CommonJS, which its
 * types do not say.
 */
async function loadKeytar(): Promise<Keytar> {
  const module: { readonly default?: Keytar } & Keytar = await import('keytar');
  return module.default ?? module;
}
