// npm run bench:marks: 20,000 characters with 1,000 marks. How soon they are there, and how they scroll beside bare text.
import { demoAnnotations } from '../../support/demo-annotations.ts';
import { startPageHarness } from '../../support/page-harness/harness.ts';
import { CONNECTED } from '../../support/page-harness/snapshots.ts';
import { median } from '../window/timings.ts';
import { firstMarks, makeBare, scrollThrough } from './in-page.ts';

const ROUNDS = 5;
/** In CSS pixels a frame: a quick flick of the wheel. */
const STEP = 40;
const NAMES = ['Kensho', 'Apple', 'Boston', 'Tesla', 'Berlin', 'Google', 'IBM', 'London', 'iPhone', 'Tim Cook'];

/** So many names, each with its filling up to 20 characters. */
function longText(marks: number): string {
  return Array.from({ length: marks }, (_, index) => {
    const name = NAMES[index % NAMES.length] ?? '';
    return `${name} and so it goes on and on`.slice(0, 19).padEnd(20);
  }).join('');
}

const text = longText(1000);
const { mentions } = demoAnnotations(text, ['wikimedia', 'capiq']);
const harness = await startPageHarness();
const first: number[] = [];
const marked: number[] = [];
const bare: number[] = [];
try {
  const { page } = harness;
  await page.setViewportSize({ width: 380, height: 560 });
  let marks = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await harness.open({
      name: 'long',
      snapshot: CONNECTED,
      answers: { annotate: { ok: true, annotations: { mentions, notLocated: 0 } } },
    });
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByLabel('Text', { exact: true }).fill(text);
    first.push(await page.evaluate(firstMarks));
    marks = await page.locator('[data-mark]').count();
    marked.push(await page.evaluate(scrollThrough, STEP));
    await page.evaluate(makeBare);
    bare.push(await page.evaluate(scrollThrough, STEP));
  }
  console.log(`${text.length} characters, ${marks} marks; medians of ${ROUNDS} rounds`);
  console.log(`first marks after ${median(first).toFixed(0)} ms`);
  const [withMarks, without] = [median(marked), median(bare)];
  console.log(`a frame while scrolling: ${withMarks.toFixed(1)} ms with marks, ${without.toFixed(1)} ms without`);
  console.log(`ratio ${(withMarks / without).toFixed(2)}`);
} finally {
  await harness.stop();
}
