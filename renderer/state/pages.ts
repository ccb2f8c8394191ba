/** The pages that the navigation leads to; `home` is the connect screen until there is a session. */
export const PAGES = ['home', 'activity', 'try', 'settings', 'help'] as const;

export type MainPage = (typeof PAGES)[number];
/** Pages that are reached from another one, and lead back to it. */
export type Page = MainPage | 'replace' | 'keyPair' | 'proxy' | 'diagnostics' | 'check';

/** Where the way back from a page leads; undefined for those of the navigation. */
export function parentOf(page: Page): MainPage | undefined {
  switch (page) {
    case 'replace':
    case 'keyPair':
    case 'proxy':
      return 'home';
    case 'diagnostics':
    case 'check':
      return 'help';
    case 'home':
    case 'activity':
    case 'try':
    case 'settings':
    case 'help':
      return undefined;
  }
}
