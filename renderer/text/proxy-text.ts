// The fixed words of the page on which a proxy’s password is entered.
export const proxyText = {
  title: 'The proxy wants a password',
  lead: 'It lets NERD Tray through to NERD only with a name and a password of your company’s.',
  changed: {
    scheme: {
      title: 'The proxy asks less securely than before',
      lead: 'Your password would be easier to read on the way, so NERD Tray didn’t send it. Enter it only if your company changed its proxy.',
    },
    encryption: {
      title: 'The connection to the proxy is no longer encrypted',
      lead: 'Others in your network could read your password, so NERD Tray didn’t send it. Enter it only if your company changed its proxy.',
    },
    realm: {
      title: 'The proxy goes by another name',
      lead: 'It may not be your company’s, so NERD Tray didn’t send it your password. Enter it only if your company changed its proxy.',
    },
  },
  address: 'Proxy',
  realm: 'It says',
  name: 'Name',
  password: 'Password',
  refused: 'The proxy did not accept the name and password. NERD Tray does not send them again.',
  hint: 'They go to this proxy only, and into your keychain. The proxy sees them, and others in your network may too.',
  submit: 'Continue',
  later: 'Not now',
} as const;
