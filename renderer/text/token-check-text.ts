// The fixed words of the page on which the access token is checked, from its buttons on.
export const tokenCheckText = {
  test: 'Test this token',
  showClaims: 'Look inside',
  good: 'NERD accepts this access token.',
  answeredIn: (ms: number) => `NERD answered in ${ms} ms`,
  email: 'E-mail',
  scopes: 'Scopes',
  notTold: 'Not told',
  claims: 'What the token says',
} as const;
