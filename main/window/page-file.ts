import { join, normalize, sep } from 'node:path';

/** The host of the page's addresses. */
export const PAGE_HOST = 'window';

/** The file a page's address names; undefined if it is not of the page, or would lead out of the folder. */
export function pageFile(folder: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.host !== PAGE_HOST) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined; // a broken percent-encoding names no file
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const root = normalize(folder) + sep;
  const file = normalize(join(root, path));
  return file.startsWith(root) ? file : undefined;
}
