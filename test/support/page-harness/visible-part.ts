/** The part of a page that is seen without scrolling. */
export interface VisiblePart {
  /** Which of the heading, its sentence and the primary button is not seen whole, or is covered. */
  readonly hidden: readonly string[];
  readonly scrolls: boolean;
}

/** Gives what a person sees who opens the window and does nothing. It must not use anything outside. */
export function visibleWithoutScrolling(): VisiblePart {
  const heading = document.querySelector('h1');
  const sentence = heading?.parentElement?.querySelector('h1 ~ p');
  const primaries = [...document.querySelectorAll('main button.primary')];
  const hidden = [heading, sentence, ...primaries]
    .filter((element) => element !== null && element !== undefined)
    .filter((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) return true;
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return hit === null || !(element.contains(hit) || hit.closest('dialog') !== null);
    })
    .map((element) => element.textContent.trim());
  if (heading === null) hidden.push('a heading');
  const { scrollHeight, clientHeight } = document.documentElement;
  return { hidden, scrolls: scrollHeight > clientHeight };
}
