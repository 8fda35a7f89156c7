import type { Page } from '@playwright/test';

/**
 * How far above its end the room stands (pixels) in a frame that was painted: between what the page does and its frame, where it is pinned, a look
 * from outside meets what nobody sees. 0 where none is open.
 */
export function belowEnd(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const painted = new MessageChannel();
    await new Promise((resolve) => {
      painted.port1.onmessage = resolve;
      requestAnimationFrame(() => painted.port2.postMessage(null));
    });
    painted.port1.close();
    const scroller = document.querySelector('.timelineScroll');
    return scroller ? Math.round(scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop) : 0;
  });
}
