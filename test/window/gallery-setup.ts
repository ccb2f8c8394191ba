// The suite's tests of the views take the gallery's pictures on the way.
import { clearGallery, writeGalleryIndex } from '../support/gallery/gallery.ts';
import { PAGE_VIEWS } from '../support/page-harness/views.ts';

/** Called by Vitest once before the suite. */
export const setup = clearGallery;

/** Called by Vitest once after the suite. */
export async function teardown(): Promise<void> {
  await writeGalleryIndex(PAGE_VIEWS);
}
