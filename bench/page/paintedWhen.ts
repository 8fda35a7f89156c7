import type { Page } from '@playwright/test';

/**
 * When `selector`, with this text in it where one is given, is first on screen, in milliseconds since the epoch: seen by the page itself,
 * the frame after it was put there. Ask before the cause; the answer comes after the effect.
 */
export function paintedWhen(page: Page, selector: string, text = ''): Promise<number> {
  return page.evaluate(
    ({ wanted, words }) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const shown = [...document.querySelectorAll(wanted)].some(
            (element) => element.textContent.includes(words) && element.checkVisibility(),
          );
          if (!shown) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            // The task after the frame's callbacks runs when the frame has been drawn.
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
            channel.port2.postMessage(null);
          });
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true });
      }),
    { wanted: selector, words: text },
  );
}
