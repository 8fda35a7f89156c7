import { useCallback, useEffect, useState } from 'react';
import type { Async } from '../../../core/async.ts';
import { toError } from '../../bridge/toError.ts';

/**
 * Something asked of the server when it is first shown, and again on request or when `key` changes. What was known stays until there is
 * news, also where asking again fails.
 */
export function useFromServer<T>(ask: () => Promise<T>, key: unknown): { readonly answer: Async<T>; readonly again: () => void } {
  const [answer, setAnswer] = useState<Async<T>>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let stale = false;
    ask().then(
      (value) => {
        if (!stale) setAnswer({ is: 'ready', value });
      },
      (cause: unknown) => {
        if (!stale) setAnswer((known) => (known.is === 'ready' ? known : { is: 'failed', error: toError(cause) }));
      },
    );
    return () => {
      stale = true;
    };
    // `ask` is made anew with each drawing; `key` says when it asks for something else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [turn, key]);
  return { answer, again: useCallback(() => setTurn((count) => count + 1), []) };
}
