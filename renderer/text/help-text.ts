// The fixed words of the Help page and of the pages that it leads to.
export const helpText = {
  title: 'About NERD Tray',
  sections: [
    {
      title: 'Two tokens',
      sentence:
        'NERD takes an access token, which ends every hour. NERD Tray fetches the next one in time, with your refresh token or key pair.',
    },
    {
      title: 'Where they are kept',
      sentence:
        'The refresh token or private key is in your computer’s keychain. An access token leaves NERD Tray only when you copy it. NERD Tray speaks to NERD and to nobody else.',
    },
    {
      title: 'When something is wrong',
      sentence: 'The tray icon shows it, and this window says what still works and what to do.',
    },
  ],
  moreTitle: 'More help',
  links: { nerd: 'Open NERD', status: 'Is NERD up?', support: 'Kensho support' },
  version: (version: string) => `Version ${version}`,
  diagnostics: {
    open: 'Diagnostics…',
    title: 'Diagnostics',
    lead: 'Versions, settings, state, history and log: no token, no address, no name. Nothing is sent; it goes where you paste it.',
    copy: 'Copy diagnostics',
    copied: 'Copied',
  },
  check: {
    open: 'Check the token…',
    title: 'Check the access token',
    lead: 'Ask NERD whether it works, or see what it says of itself.',
  },
} as const;
