import { pictureName, sizes, themes } from './pictures.ts';

export interface Shown {
  readonly name: string;
  /** What is wrong with the screen. */
  readonly wrong: readonly string[];
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** All pictures on one page: a row a screen, those with faults first. */
export function indexPage(screens: readonly Shown[]): string {
  const rows = [...screens].sort((a, b) => Number(b.wrong.length > 0) - Number(a.wrong.length > 0));
  return `<!doctype html>
<meta charset="utf-8">
<title>Latchkey: every screen</title>
<style>
  body { font: 14px system-ui, sans-serif; margin: 24px; background: #808080; color: #000 }
  h2 { font-size: 15px; margin: 24px 0 8px }
  .pictures { display: grid; grid-template-columns: 9fr 16fr 9fr 16fr; gap: 8px; align-items: start }
  img { width: 100%; display: block }
  pre { white-space: pre-wrap; background: #fff; padding: 8px }
</style>
<h1>Every screen of Latchkey: ${screens.length}</h1>
${rows.map(row).join('\n')}
`;
}

function row({ name, wrong }: Shown): string {
  const pictures = themes.flatMap((theme) => sizes.map(({ width }) => pictureName(name, width, theme)));
  const images = pictures.map((file) => `<a href="${file}"><img loading="lazy" src="${file}" alt="${file}"></a>`);
  const faults = wrong.length === 0 ? '' : `<pre>${escaped(wrong.join('\n'))}</pre>`;
  return `<h2 id="${name}">${name}</h2>${faults}<div class="pictures">${images.join('')}</div>`;
}
