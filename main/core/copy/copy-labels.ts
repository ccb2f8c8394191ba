import type { CopyFormat } from '../../../preload/contract/settings.ts';

/** The labels of each copy format: its name, and the command that copies in it. */
export const COPY_LABELS: Readonly<Record<CopyFormat, { readonly name: string; readonly command: string }>> = {
  token: { name: 'the token alone', command: 'Copy access token' },
  header: { name: 'an HTTP header', command: 'Copy HTTP header' },
  curl: { name: 'a curl call', command: 'Copy curl call' },
  python: { name: 'Python code', command: 'Copy Python code' },
  env: { name: 'an .env line', command: 'Copy .env line' },
};

/** The copy formats in the order in which they are offered. */
export const COPY_FORMATS = Object.keys(COPY_LABELS) as CopyFormat[];
