// The fixed words of the page on which a refresh token is entered, and of the panel of one that is not in use yet.
export const connectText = {
  title: 'Connect to NERD',
  lead: 'You need your refresh token, once. From then on NERD Tray keeps an access token ready.',
  replaceTitle: 'Replace the refresh token',
  replaceLead: 'You stay connected with the old one until NERD has accepted the new one.',
  leaveDemoLead: 'The demo goes on until NERD has accepted your refresh token.',
  steps: [
    'Sign in to NERD.',
    'At the top right, click your e-mail address.',
    'Choose Account and copy the Refresh Token shown there.',
  ],
  openNerd: 'Open NERD in the browser',
  fresh: 'Take a newly shown one: its week counts from then.',
  paste: 'Paste and connect',
  field: 'Or enter it yourself',
  submit: 'Connect',
  demo: 'Try it with a demo account',
  keyPair: 'Key pair (production)',
  keyPairWaits: 'A new key pair waits for its Client ID',
  discardCandidate: 'Not now',
} as const;
