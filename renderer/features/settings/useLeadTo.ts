import { useEffect } from 'react';
import type { Place } from './settingsIndex.ts';

/** Brings what was searched for into view, and the focus to its first control: at once, or when the server has said what stands there. */
export function useLeadTo(place: Place | null): void {
  useEffect(() => {
    if (!place || lead(place)) return;
    const observer = new MutationObserver(() => lead(place) && observer.disconnect());
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [place]);
}

/** False: it is not drawn. */
function lead({ at }: Place): boolean {
  const there = document.getElementById(at);
  there?.scrollIntoView({ block: 'center' });
  there?.querySelector<HTMLElement>('button:enabled, input:enabled')?.focus({ preventScroll: true });
  return there !== null;
}
