// The fixed words that belong to no page. The words for states and failures come from main, in the snapshot’s messages.
export const windowText = {
  demo: 'Demo',
  back: 'Back',
  pages: {
    label: 'Pages',
    home: 'Token',
    activity: 'Activity',
    try: 'Try',
    settings: 'Settings',
    help: 'Help',
  },
  dismiss: 'Dismiss',
  /** Stands on the page before its own script has been loaded. */
  tryPage: {
    title: 'Try NERD',
    lead: 'NERD finds the organizations, places and people that a text speaks of.',
  },
} as const;
