// Makes the gallery: a folder with a picture of every view in every look, and an index page.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { PageView } from '../page-harness/views.ts';
import { galleryPage } from './gallery-page.ts';
import { pictureName } from './appearances.ts';
import { takePictures } from './take-pictures.ts';

const FOLDER = join('out', 'gallery');

/** Empties the gallery's folder. */
export async function clearGallery(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
}

/** Takes and stores the pictures of `view`, which `page` shows. Gives how many there are. */
export async function savePictures(view: PageView, page: Page): Promise<number> {
  const pictures = await takePictures(page);
  for (const [look, picture] of pictures) await writeFile(join(FOLDER, pictureName(view, look)), picture);
  return pictures.length;
}

/** Writes the index of these views, and gives its path. */
export async function writeGalleryIndex(views: readonly PageView[]): Promise<string> {
  const file = join(FOLDER, 'index.html');
  await writeFile(file, galleryPage(views));
  return file;
}
