import { SAME_AGAIN, type MessageTable, type None } from './message.ts';

/** The conditions of the demo account's own server. */
export interface DemoConditions {
  /** Its process has ended by itself, and runs again. */
  demoStartedAgain: None;
  /** Its process has ended again and again by itself, or could not be started again. */
  demoEnded: None;
  /** It could not be started for a new demo account. */
  demoNotStarted: { readonly connected: boolean };
}

export const DEMO_MESSAGES = {
  demoStartedAgain: {
    tone: 'attention',
    title: 'The simulated NERD closed unexpectedly',
    happened: 'NERD Tray has started it again.',
    works: 'Your demo session goes on, and your access token still works.',
    toDo: 'If it happens again, quit NERD Tray and start it anew.',
  },
  demoEnded: {
    tone: 'attention',
    title: 'The simulated NERD closed unexpectedly',
    happened: 'NERD Tray could not start it again, so access tokens of the demo don’t work right now.',
    works: 'Your demo session is kept.',
    toDo: 'Quit NERD Tray and start it anew.',
  },
  demoNotStarted: ({ connected }) => ({
    tone: 'problem',
    title: 'The simulated NERD could not start',
    happened: 'Your computer didn’t let it open an address of its own.',
    works: connected ? 'Your session goes on as before.' : 'Nothing is lost.',
    toDo: 'Try again, or connect to NERD itself.',
    action: SAME_AGAIN,
  }),
} satisfies MessageTable<DemoConditions>;
