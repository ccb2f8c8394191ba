import type { CopyFormat } from '../../../preload/contract/copy-format.ts';

/** What each format of a copy is called: alone, and as what a click does. */
export const COPY_LABELS: Readonly<Record<CopyFormat, { readonly name: string; readonly command: string }>> = {
  token: { name: 'the token alone', command: 'Copy access token' },
  header: { name: 'an HTTP header', command: 'Copy HTTP header' },
  curl: { name: 'a curl call', command: 'Copy curl call' },
  python: { name: 'Python code', command: 'Copy Python code' },
  env: { name: 'an .env line', command: 'Copy .env line' },
};

/** In the order in which they are offered. */
export const COPY_FORMATS = Object.keys(COPY_LABELS) as CopyFormat[];
