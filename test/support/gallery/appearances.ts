import type { PageView } from '../page-harness/views.ts';

/** One way in which the window can look. */
export interface Appearance {
  readonly theme: 'light' | 'dark' | 'forced';
  readonly size: Size;
}

/** The size of the window, and how finely it is drawn. */
export interface Size {
  readonly name: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** How many pixels of the picture there are for one CSS pixel. */
  readonly scale: number;
}

/** The usual window, the narrowest one, and the usual one at 200 % zoom, where half as many CSS pixels fit. */
export const SIZES: readonly Size[] = [
  { name: '380', width: 380, height: 560, scale: 1 },
  { name: '320', width: 320, height: 560, scale: 1 },
  { name: '200%', width: 190, height: 280, scale: 2 },
];

/** Every look in which a view is drawn: each theme in each size. */
export const APPEARANCES: readonly Appearance[] = (['light', 'dark', 'forced'] as const).flatMap((theme) =>
  SIZES.map((size) => ({ theme, size })),
);

/** Gives the file name of one picture. */
export function pictureName(view: Pick<PageView, 'name'>, { theme, size }: Appearance): string {
  return `${view.name}-${theme}-${size.name.replace('%', '')}.png`;
}
