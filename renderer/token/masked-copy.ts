import { formatCopy } from '../../main/core/copy/copy-formats.ts';
import type { CopyFormat } from '../../preload/contract/copy-format.ts';

/** Stands for the access token, which the window never has. No format quotes or escapes it. */
const STAND_IN = 'eyJ-access-token';
const MASK = '•'.repeat(8);

/** What a copy would put on the clipboard, its access token masked. */
export function maskedCopy(format: CopyFormat, apiUrl: string): string {
  return formatCopy(format, STAND_IN, apiUrl).replaceAll(STAND_IN, MASK).trimEnd();
}
