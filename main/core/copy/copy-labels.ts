import type { OperatingSystem } from '../../../preload/contract/snapshot.ts';
import type { CopyFormat } from '../../../preload/contract/settings.ts';

/** The labels of each copy format: its name in a list, and the command that copies in it. */
export const COPY_LABELS: Readonly<Record<CopyFormat, { readonly name: string; readonly command: string }>> = {
  token: { name: 'Access token', command: 'Copy access token' },
  header: { name: 'HTTP header', command: 'Copy HTTP header' },
  curl: { name: 'curl call', command: 'Copy curl call' },
  python: { name: 'Python code', command: 'Copy Python code' },
  powershell: { name: 'PowerShell code', command: 'Copy PowerShell code' },
  env: { name: '.env line', command: 'Copy .env line' },
};

export const COPY_FORMATS = Object.keys(COPY_LABELS) as CopyFormat[];

/** The copy formats in the order in which they are offered: on Windows PowerShell is what people have at hand. */
export function offeredFormats(system: OperatingSystem): readonly CopyFormat[] {
  if (system !== 'windows') return COPY_FORMATS;
  return ['powershell', ...COPY_FORMATS.filter((format) => format !== 'powershell')];
}
