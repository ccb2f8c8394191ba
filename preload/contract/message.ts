/** A message for people: what happened, what still works, what to do. */
export interface Message {
  /** calm: nothing to do · busy: under way · attention: worth knowing · problem: needs the user. */
  readonly tone: 'calm' | 'busy' | 'attention' | 'problem';
  readonly title: string;
  readonly sentence: string;
  readonly action: ActionButton | undefined;
  /** A second way out, where there is one. */
  readonly other?: ActionButton;
}

/** A button under a message. */
export interface ActionButton {
  readonly kind: MessageAction;
  readonly label: string;
}

/** What a button under a message does: it sends a command that needs nothing more, or leads to a page. */
export type MessageAction =
  | 'connect'
  | 'connectKeyPair'
  | 'copyAccessToken'
  | 'clearClipboard'
  | 'refreshNow'
  | 'tryAgain'
  | 'saveForLater'
  | 'sendAnyway'
  | 'keepInMemory'
  | 'retryKeychain'
  | 'resume'
  | 'answerProxy'
  | 'openNerd'
  | 'openStatusPage';
