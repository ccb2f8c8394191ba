/**
 * Gives the texts on the page that are fainter than WCAG 2.2 asks for (1.4.3), by their own colour and the first opaque
 * colour behind them. It runs in the page, so it must not use anything outside itself.
 */
export function lowContrastText(): readonly string[] {
  const LEAST = 4.5;
  const channels = (colour: string) => (/[\d.]+/gu[Symbol.match](colour) ?? []).map(Number);
  const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  const luminance = ([red = 0, green = 0, blue = 0]: readonly number[]) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  const behind = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255];
    const ground = channels(getComputedStyle(element).backgroundColor);
    return ground.length === 3 ? ground : behind(element.parentElement);
  };
  const faint: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (element === null || words === '' || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const ink = element instanceof SVGElement ? style.fill : style.color;
    const [dark = 0, light = 0] = [luminance(channels(ink)), luminance(behind(element))].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < LEAST) faint.push(`${ratio.toFixed(2)}: “${words}” in ${ink}`);
  }
  return faint;
}
