// npm run gallery [-- NAME…]: takes a picture of every view, or of those named, in every look.
import { startPageHarness } from '../page-harness/harness.ts';
import { PAGE_VIEWS } from '../page-harness/views.ts';
import { clearGallery, savePictures, writeGalleryIndex } from './gallery.ts';

const names = process.argv.slice(2);
const unknown = names.find((name) => !PAGE_VIEWS.some((view) => view.name === name));
if (unknown !== undefined) {
  console.error(`There is no view “${unknown}”. The views are ${PAGE_VIEWS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const views = names.length === 0 ? PAGE_VIEWS : PAGE_VIEWS.filter(({ name }) => names.includes(name));

await clearGallery();
let pictures = 0;
const harness = await startPageHarness();
try {
  for (const view of views) {
    await harness.show(view);
    pictures += await savePictures(view, harness.page);
  }
} finally {
  await harness.stop();
}
console.log(await writeGalleryIndex(views));
console.log(`${pictures} pictures`);
