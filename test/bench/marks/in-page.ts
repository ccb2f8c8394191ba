// What is measured in the page. Each function runs there: it must not use anything outside.

/** From the click on “Find entities” to the first frame with a mark in it, in ms. */
export function firstMarks(): Promise<number> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const look = (): void => {
      if (document.querySelector('[data-mark]') === null) requestAnimationFrame(look);
      // The frame after it has been drawn.
      else requestAnimationFrame(() => resolve(performance.now() - startedAt));
    };
    document.querySelector<HTMLElement>('main form button.primary')?.click();
    requestAnimationFrame(look);
  });
}

/** Scrolls the text from its top to its end, a step a frame; gives how long a frame took on average, in ms. */
export function scrollThrough(step: number): Promise<number> {
  return new Promise((resolve) => {
    const box = document.querySelector<HTMLElement>('[data-mark]')?.parentElement ?? document.querySelector('.bare');
    if (!(box instanceof HTMLElement)) throw new Error('there is no text');
    const frames: number[] = [];
    let before: number | undefined;
    box.scrollTop = 0;
    const next = (now: number): void => {
      if (before !== undefined) frames.push(now - before);
      before = now;
      if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1)
        resolve(frames.reduce((sum, frame) => sum + frame, 0) / frames.length);
      else {
        box.scrollTop += step;
        requestAnimationFrame(next);
      }
    };
    requestAnimationFrame(next);
  });
}

/** Puts the same text there with no marks, in the same box. */
export function makeBare(): void {
  const box = document.querySelector<HTMLElement>('[data-mark]')?.parentElement;
  if (box === null || box === undefined) throw new Error('there is no text');
  const { textContent } = box;
  box.textContent = textContent;
  box.classList.add('bare');
}
