// Listens in the page from its very start. Each function runs in the page, so it must not use anything outside.
import type { Page } from 'playwright';

declare global {
  interface Window {
    /** What has shifted though nobody touched it; `recordShifts` fills it. */
    readonly shifts: string[];
    /** What a screen reader was given to say; `recordSpoken` fills it. */
    readonly spoken: string[];
  }
}

/** The parts of Chromium's LayoutShift that are read; it is no part of the DOM's types. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Records every layout shift (https://wicg.github.io/layout-instability/), also those of a user's input. */
export function recordShifts(): void {
  const shifts: string[] = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      const moved = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML : node?.textContent));
      shifts.push(`${entry.value.toFixed(4)}: ${moved.join(' ').slice(0, 200)}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
  Object.assign(window, { shifts });
}

/** Records the words that come into a live region, as often as they come. */
export function recordAnnouncements(): void {
  const spoken: string[] = [];
  const isLive = (node: Node): boolean =>
    (node instanceof Element ? node : node.parentElement)?.closest('[role=status], [role=alert], [aria-live]') != null;
  new MutationObserver((records) => {
    for (const { addedNodes, target, type } of records) {
      const nodes = type === 'characterData' ? [target] : [...addedNodes];
      for (const node of nodes) {
        const alert = node instanceof Element ? node.querySelector('[role=alert]') : null;
        const words = (isLive(node) ? node : alert)?.textContent?.trim() ?? '';
        if (words !== '') spoken.push(words);
      }
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
  Object.assign(window, { spoken });
}

/** Resolves two frames later, when what happened in the first of them has been reported. */
export function waitForTwoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}
