import type { MessageAction } from '../../preload/contract/message.ts';
import type { AppState } from './app-state.svelte.ts';

/** Does what the button of a message says. */
export async function performAction(app: AppState, action: MessageAction): Promise<void> {
  switch (action) {
    case 'connect':
      app.show('replace');
      return;
    case 'connectKeyPair':
      app.show('keyPair');
      return;
    case 'answerProxy':
      app.show('proxy');
      return;
    case 'openNerd':
      return app.openLink('nerd');
    case 'openStatusPage':
      return app.openLink('status');
    case 'copyAccessToken':
      return app.copyAccessToken();
    case 'sendAnyway':
      return app.connecting.sendAnyway();
    case 'refreshNow':
    case 'tryAgain':
    case 'clearClipboard':
    case 'saveForLater':
    case 'keepInMemory':
    case 'retryKeychain':
    case 'resume':
      return app.send(action);
  }
}
