// Measures the way of the focus through the page. Each function runs in the page, so it must not use anything outside.

/** Numbers everything that Tab should lead to, in the order of the document, and gives the name of each. */
export function numberStops(): readonly string[] {
  const NAME_LENGTH = 40;
  const scope = document.querySelector('dialog[open]') ?? document;
  const candidates = scope.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary, [tabindex]',
  );
  const stops = [...candidates].filter((element) => {
    if (element.tabIndex < 0 || element.matches(':disabled') || !element.checkVisibility()) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    // In a group of radio buttons, Tab leads to the one that is chosen.
    return element.checked;
  });
  return stops.map((element, index) => {
    element.dataset['stop'] = String(index);
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const label = isField ? element.labels?.[0]?.textContent : undefined;
    const named = element.getAttribute('aria-label') ?? label ?? element.textContent;
    return named.trim().replace(/\s+/gu, ' ').slice(0, NAME_LENGTH);
  });
}

/** Where the focus is, and whether a person sees it there. */
export interface Focused {
  /** The element's number; -1 for one without, such as the document itself. */
  readonly stop: number;
  /** What is wrong with how the focus is shown; empty if a person sees where it is. */
  readonly problems: readonly string[];
}

/** Gives where the focus is, and whether a person sees it there. */
export function whereFocusIs(): Focused {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element.dataset['stop'] === undefined) return { stop: -1, problems: [] };
  const problems: string[] = [];
  const outlined = (at: Element | null): boolean => {
    if (at === null || at === document.body) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || outlined(at.parentElement);
  };
  if (!outlined(element)) problems.push('has no outline');
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2];
  // An input that lets clicks through is transparent and lies over its picture.
  const shown = getComputedStyle(element).pointerEvents === 'none' ? (element.parentElement ?? element) : element;
  const hit = document.elementFromPoint(x, y);
  if (hit === null) problems.push('is out of sight');
  else if (!shown.contains(hit) && !hit.contains(shown)) problems.push(`is covered by ${hit.tagName}`);
  return { stop: Number(element.dataset['stop']), problems };
}
