/** Moves the focus to the next pane: rooms, timeline, composer, members, and round again. */
export function goRoundPanes(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let tried = 1; tried <= panes.length; tried += 1) {
    const pane = panes[(here + step * tried + panes.length * 2) % panes.length];
    const target = pane && focusOf(pane);
    if (target) {
      target.focus();
      return;
    }
  }
}

function focusOf(pane: HTMLElement): HTMLElement | null {
  return pane.hasAttribute('data-pane-focus') ? pane : pane.querySelector<HTMLElement>('[data-pane-focus]');
}
