import type { PageView } from '../page-harness/views.ts';
import { APPEARANCES, pictureName, SIZES, type Appearance } from './appearances.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
  body { margin: 24px; }
  nav { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  h3 { margin: 32px 0 8px; font-weight: 600; }
  .row { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 16px; }
  figure { margin: 0; }
  figcaption { margin-top: 4px; font-size: 12px; }
  img { display: block; outline: 1px solid #8888; }
`;

/** Gives the index of the gallery as plain HTML, in which every picture links to itself. */
export function galleryPage(views: readonly PageView[]): string {
  const groups = [...new Set(views.map(({ group }) => group))];
  const links = groups.map((group) => `<a href="#${group.toLowerCase()}">${group}</a>`);
  const sections = groups.map((group) =>
    [
      `<section id="${group.toLowerCase()}">`,
      `<h2>${group}</h2>`,
      ...views.filter((view) => view.group === group).map(row),
      '</section>',
    ].join('\n'),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>NERD Tray: every screen and state</title>
<style>${STYLE}</style>
</head>
<body>
<h1>NERD Tray: every screen and state</h1>
<p>${views.length} views in ${APPEARANCES.length} looks: light, dark and forced colours, each at ${SIZES.map(({ name }) => name).join(', ')}.</p>
<nav>${links.join('\n')}</nav>
${sections.join('\n')}
</body>
</html>
`;
}

function row(view: PageView): string {
  return `<h3 id="${view.name}">${view.name}</h3>\n<div class="row">\n${APPEARANCES.map((look) => figure(view, look)).join('\n')}\n</div>`;
}

function figure(view: PageView, look: Appearance): string {
  const file = pictureName(view, look);
  const { width, name, scale } = look.size;
  const caption = `${look.theme}, ${name}`;
  return `<figure><a href="${file}"><img src="${file}" alt="${view.name}, ${caption}" width="${width * scale}" loading="lazy"></a><figcaption>${caption}</figcaption></figure>`;
}
