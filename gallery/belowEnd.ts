import type { Page } from '@playwright/test';

/** How far above its end the room stands (pixels); 0 where none is open. */
export function belowEnd(page: Page): Promise<number> {
  return page.evaluate(() => {
    const scroller = document.querySelector('.timelineScroll');
    return scroller ? Math.round(scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop) : 0;
  });
}
