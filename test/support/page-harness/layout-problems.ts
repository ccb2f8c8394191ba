/**
 * Gives what does not fit the window: sideways scrolling, text that stands out of it or is cut, words that stand out of
 * their button. It runs in the page, so it must not use anything outside itself.
 */
export function overflowProblems(): string[] {
  const width = document.documentElement.clientWidth;
  const found: string[] = [];
  if (document.documentElement.scrollWidth > width) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  }
  const cutting = (element: Element | null): Element | undefined => {
    if (element === null) return undefined;
    return getComputedStyle(element).overflowX === 'visible' ? cutting(element.parentElement) : element;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (element === null || words === '' || !element.checkVisibility() || element.closest('.unseen, option')) continue;
    const box = cutting(element);
    // An element that scrolls by itself has room for all of its text.
    if (box !== undefined && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right } = range.getBoundingClientRect();
    const room = (element.closest('button, dialog, section') ?? document.documentElement).getBoundingClientRect();
    const [from, to] = [Math.max(0, room.left), Math.min(width, room.right)];
    if (left < from - 1 || right > to + 1) found.push(`“${words}” stands out: ${left} to ${right} in ${from} to ${to}`);
  }
  for (const select of document.querySelectorAll('select')) {
    const { left, right } = select.getBoundingClientRect();
    if (left < 0 || right > width) found.push('a choice stands out of the window');
  }
  return found;
}

/**
 * With forced colours: gives what is drawn in a colour that is neither the canvas's own nor seen on it (WCAG 2.2,
 * 1.4.11), and pictures of which nothing is left. It runs in the page, so it must not use anything outside itself.
 */
export function invisibleGraphics(): readonly string[] {
  const channels = (colour: string) => (/[\d.]+/gu[Symbol.match](colour) ?? []).map(Number);
  const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  const luminance = ([red = 0, green = 0, blue = 0]: readonly number[]) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  const contrast = (one: string, other: string) => {
    const [dark = 0, light = 0] = [luminance(channels(one)), luminance(channels(other))].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.cssText = 'color: Canvas; forced-color-adjust: none';
  const canvas = getComputedStyle(probe).color;
  probe.remove();
  const found: string[] = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.checkVisibility()) continue;
    let seen = 0;
    for (const shape of svg.querySelectorAll('circle, line, path, rect, text')) {
      const { fill, stroke } = getComputedStyle(shape);
      const paints = shape.tagName === 'line' ? [stroke] : [fill, stroke];
      const inks = paints.filter((paint) => paint !== 'none' && paint !== canvas);
      const weak = inks.filter((ink) => contrast(ink, canvas) < 3);
      seen += inks.length - weak.length;
      found.push(...weak.map((ink) => `${shape.tagName}.${shape.getAttribute('class') ?? ''} in ${ink} on ${canvas}`));
    }
    if (seen === 0) found.push(`nothing is left of a picture: ${svg.outerHTML.slice(0, 120)}`);
  }
  for (const busy of document.querySelectorAll('[aria-busy]')) {
    const { backgroundColor } = getComputedStyle(busy, '::after');
    if (contrast(backgroundColor, canvas) < 3) found.push('the line under a busy button');
  }
  return found;
}
