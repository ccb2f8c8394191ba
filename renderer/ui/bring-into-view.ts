/** An attachment that scrolls a new element into view: in a small window an error would stand below the edge. */
export function bringIntoView(element: HTMLElement): void {
  element.scrollIntoView({ block: 'nearest' });
}
