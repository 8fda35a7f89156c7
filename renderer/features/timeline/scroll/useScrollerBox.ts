import { useLayoutEffect, type RefObject } from 'react';

/**
 * Told before it is painted that the scroller has become taller or shorter: a composer that grows, a notice that comes over the messages, a
 * window that is resized. What somebody reads further up stays where it is on the screen.
 */
export function useScrollerBox(scroller: RefObject<HTMLElement | null>, sticks: RefObject<boolean>, onBox: () => void): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let before = element.getBoundingClientRect();
    const observer = new ResizeObserver(() => {
      const now = element.getBoundingClientRect();
      const down = now.top - before.top;
      if (down === 0 && now.height === before.height) return;
      before = now;
      onBox();
      if (!sticks.current && down !== 0) element.scrollBy(0, down);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, sticks, onBox]);
}
