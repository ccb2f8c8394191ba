import type { CredentialKind } from '../../preload/contract/session.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';

/** The fixed words of a dialog that asks before something is deleted. */
export interface DialogText {
  readonly title: string;
  readonly sentence: string;
  readonly confirm: string;
  readonly cancel: string;
}

const DIALOGS = {
  refreshToken: {
    title: 'Forget the refresh token?',
    sentence:
      'It is deleted from this computer, and NERD Tray stops refreshing with it. An access token you copied stays valid until it ends.',
    confirm: 'Forget',
    cancel: 'Cancel',
  },
  keyPair: {
    title: 'Forget the key pair?',
    sentence:
      'Its private key is deleted from this computer. If you have it nowhere else, you will need a new pair and a new Client ID.',
    confirm: 'Forget',
    cancel: 'Cancel',
  },
  demo: {
    title: 'Leave the demo?',
    sentence: 'The demo account is deleted from this computer. You can start a new one at any time.',
    confirm: 'Leave the demo',
    cancel: 'Stay',
  },
} satisfies Record<CredentialKind, DialogText>;

/** Added to the sentence where another credential is stored. */
const GOES_ON_WITH = {
  refreshToken: 'NERD Tray goes on with your refresh token.',
  keyPair: 'NERD Tray goes on with your key pair.',
  demo: 'NERD Tray goes on with the demo account.',
} satisfies Record<CredentialKind, string>;

/** The dialog that asks before a credential is removed, with what NERD Tray uses after that. */
export function forgetDialogText({ credential, otherCredentials }: AppSnapshot, kind: CredentialKind): DialogText {
  const dialog = DIALOGS[kind];
  const next = credential?.kind === kind ? otherCredentials.at(-1) : undefined;
  return next === undefined ? dialog : { ...dialog, sentence: `${dialog.sentence} ${GOES_ON_WITH[next.kind]}` };
}
