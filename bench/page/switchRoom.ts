import type { Page } from '@playwright/test';
import { roomList } from '../../e2e/pages/roomList.ts';

/** Clicks on the room in the list; answers the milliseconds from the click until its newest message is drawn. */
export async function switchRoom(page: Page, room: string, newest: string): Promise<number> {
  const row = await roomList(page).room(room).first().elementHandle();
  if (row === null) throw new Error(`${room} is not in the list`);
  await row.scrollIntoViewIfNeeded();
  return page.evaluate(
    ({ row: element, newest: text }) =>
      new Promise<number>((resolve) => {
        const box = element.getBoundingClientRect();
        const target = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) as HTMLElement;
        const isShown = () =>
          [...document.querySelectorAll('[aria-label="Timeline"] *')].some(
            (part) => part.childElementCount === 0 && part.textContent === text && part.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
          );
        const begun = performance.now();
        const look = () => {
          if (!isShown()) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.now() - begun);
            channel.port2.postMessage(null);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        target.click();
      }),
    { row, newest },
  );
}
