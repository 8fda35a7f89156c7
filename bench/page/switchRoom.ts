import type { Page } from '@playwright/test';
import { roomList } from '../../e2e/pages/roomList.ts';

/** Clicks on the room in the list; answers the milliseconds from the click to the end of the first frame that shows its newest message. */
export async function switchRoom(page: Page, room: string, newest: string): Promise<number> {
  const row = await roomList(page).room(room).first().elementHandle();
  if (row === null) throw new Error(`${room} is not in the list`);
  await row.scrollIntoViewIfNeeded();
  return page.evaluate(
    ({ row: element, newest: text }) =>
      new Promise<number>((resolve) => {
        const box = element.getBoundingClientRect();
        const target = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) as HTMLElement;
        const shown = () =>
          [...document.querySelectorAll('[aria-label="Timeline"] *')].find(
            (part) =>
              part.childElementCount === 0 &&
              part.textContent === text &&
              part.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
          );
        const begun = performance.now();
        // What intersects is judged at the end of a frame, behind all layout of that frame: exactly what has been drawn counts.
        const drawn = new IntersectionObserver((entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          drawn.disconnect();
          resolve(performance.now() - begun);
        });
        const look = () => {
          const part = shown();
          if (!part) return;
          observer.disconnect();
          drawn.observe(part);
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        target.click();
      }),
    { row, newest },
  );
}
