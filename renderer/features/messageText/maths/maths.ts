/** As much of one message as is drawn as maths; the rest is shown as its sender wrote it beside. */
const mostFormulas = 50;
const mostTex = 6_000;

type Render = (tex: string, isBlock: boolean) => Element | null;
let render: Render | null = null;

/** The library is a fifth of what the page loads at its start: it comes with the first formula. From then on, formulas are there before they are drawn. */
export function drawMaths(root: Element): void {
  if (root.querySelector('[data-mx-maths]') === null) return;
  if (render !== null) drawAll(root, render);
  else
    void import('./renderMaths.ts').then(({ renderMaths }) => {
      render = renderMaths;
      drawAll(root, renderMaths);
    });
}

function drawAll(root: Element, draw: Render): void {
  let tex = 0;
  for (const place of [...root.querySelectorAll('[data-mx-maths]')].slice(0, mostFormulas)) {
    const written = place.getAttribute('data-mx-maths') ?? '';
    tex += written.length;
    if (tex > mostTex) return;
    const maths = draw(written, place.tagName === 'DIV');
    // What its sender wrote for those who cannot draw it stands inside already (CS "Mathematical messages").
    if (maths !== null) place.replaceChildren(maths);
  }
}
