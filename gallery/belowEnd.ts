import type { Page } from '@playwright/test';

/**
 * How far above its end the room stands (pixels) in a frame as it is painted: between what the page does and its frame, where it is pinned, a look
 * from outside meets what nobody sees. 0 where none is open.
 */
export function belowEnd(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('.timelineScroll');
    if (!scroller) return 0;
    return new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        // The last to observe is the last to be told, in the same frame, before it is painted.
        const observer = new ResizeObserver(() => {
          observer.disconnect();
          resolve(Math.round(scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop));
        });
        observer.observe(scroller);
      });
    });
  });
}
