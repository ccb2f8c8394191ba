// The fixed words of the page on which a proxy’s password is entered.
export const proxyText = {
  title: 'The proxy wants a password',
  lead: 'It lets NERD Tray through to NERD only with a name and a password of your company’s.',
  address: 'Proxy',
  realm: 'It says',
  name: 'Name',
  password: 'Password',
  refused: 'The proxy did not accept the name and password. NERD Tray does not send them again.',
  hint: 'They go to this proxy only, and into your keychain. The proxy sees them, and others in your network may too.',
  submit: 'Continue',
  later: 'Not now',
} as const;
