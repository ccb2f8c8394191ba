// The gallery: a folder with a picture of every view in every look, and an index page.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { PageView } from '../page-harness/views.ts';
import { galleryPage } from './gallery-page.ts';
import { pictureName, type Appearance } from './appearances.ts';
import { takePictures } from './take-pictures.ts';

const FOLDER = join('out', 'gallery');

/** Leaves the folder empty. */
export async function clearGallery(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
}

/**
 * Takes and stores the pictures of `view`, which `page` shows; `examine` is told of each look while the page wears it.
 * Gives back how many there are.
 */
export async function savePictures(
  view: PageView,
  page: Page,
  examine?: (look: Appearance) => Promise<void>,
): Promise<number> {
  const pictures = await takePictures(page, examine);
  for (const [look, picture] of pictures) await writeFile(join(FOLDER, pictureName(view, look)), picture);
  return pictures.length;
}

/** Writes the index of these views and gives back its file. */
export async function writeGalleryIndex(views: readonly PageView[]): Promise<string> {
  const file = join(FOLDER, 'index.html');
  await writeFile(file, galleryPage(views));
  return file;
}
