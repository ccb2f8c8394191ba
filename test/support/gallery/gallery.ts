import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { PageView } from '../page-harness/views.ts';
import { galleryPage } from './gallery-page.ts';
import { pictureName, type Look } from './looks.ts';
import { takePictures } from './take-pictures.ts';

const FOLDER = join('out', 'gallery');

/** A folder of pictures with an index page. */
export class Gallery {
  readonly #views: PageView[] = [];
  pictures = 0;

  private constructor() {
    // By `begin`.
  }

  /** Starts with an empty folder. */
  static async begin(): Promise<Gallery> {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    return new Gallery();
  }

  /** Takes the pictures of `view`, which `page` shows; `examine` is told of each look while the page wears it. */
  async add(view: PageView, page: Page, examine?: (look: Look) => Promise<void>): Promise<void> {
    for (const [look, picture] of await takePictures(page, examine)) {
      await writeFile(join(FOLDER, pictureName(view, look)), picture);
      this.pictures += 1;
    }
    this.#views.push(view);
  }

  /** Writes the index and gives back its file. */
  async finish(): Promise<string> {
    const file = join(FOLDER, 'index.html');
    await writeFile(file, galleryPage(this.#views));
    return file;
  }
}
