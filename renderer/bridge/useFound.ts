import { useEffect, useState } from 'react';
import type { Async } from '../../core/async.ts';
import { toError } from './toError.ts';

/** The server is asked once somebody has stopped typing for so long. */
const typingMs = 200;

interface Found<T> {
  /** What the newest answer to a question found; what was found before stays until there is news. */
  readonly last: T | null;
  readonly now: Async<T>;
}

/** What a search finds, asked anew as `key` changes; of two answers under way only the newer one counts. */
export function useFound<T>(ask: () => Promise<T>, key: string, asks = true): Found<T> {
  const [found, setFound] = useState<Found<T>>({ last: null, now: { is: 'idle' } });
  useEffect(() => {
    if (!asks) return setFound({ last: null, now: { is: 'idle' } });
    let stale = false;
    setFound(({ last }) => ({ last, now: { is: 'loading' } }));
    const timer = window.setTimeout(
      () => {
        ask().then(
          (value) => !stale && setFound({ last: value, now: { is: 'ready', value } }),
          (cause: unknown) => !stale && setFound({ last: null, now: { is: 'failed', error: toError(cause) } }),
        );
      },
      key === '' ? 0 : typingMs,
    );
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
    // `ask` is made anew with each drawing; `key` says when it asks for something else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, asks]);
  return found;
}
