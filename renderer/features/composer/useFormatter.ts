import { useCallback, useEffect } from 'react';
import type { Written } from '../../../core/features/sending/calls.ts';

/** The markdown parser is a fifth of the page's scripts and not needed for the first paint. */
const loadFormatter = () => import('./formatMessage.ts');

/** Makes a message of what was typed; the parser is there before anybody has typed something. */
export function useFormatter(): (typed: string, mayNotifyRoom: boolean) => Promise<Written | null> {
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadFormatter());
    return () => cancelIdleCallback(idle);
  }, []);
  return useCallback(async (typed, mayNotifyRoom) => (await loadFormatter()).formatMessage(typed, mayNotifyRoom), []);
}
