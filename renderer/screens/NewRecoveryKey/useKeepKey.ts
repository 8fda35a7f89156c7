import { useEffect, useRef, useState } from 'react';
import type { Async } from '../../../core/async.ts';
import type { KeyKept } from '../../../core/model/recovery.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { useSlot } from '../../stores/perAccount.ts';

/** Has the key that was shown put into force. Where that was cut off, by whatever, the same once more goes on. */
export function useKeepKey(shown: string, kept: () => void): { readonly outcome: Async<KeyKept>; readonly keep: (typed: string) => void } {
  const slot = useSlot();
  const [outcome, setOutcome] = useState<Async<KeyKept>>({ is: 'idle' });
  // It goes on when the dialog is closed; then nobody is to be led to its end.
  const watched = useRef(true);
  useEffect(() => {
    watched.current = true;
    return () => {
      watched.current = false;
    };
  }, []);
  function keep(typed: string): void {
    setOutcome({ is: 'loading' });
    callEngine('keepRecoveryKey', { key: shown, typed }, slot).then(
      (value) => {
        if (value.is !== 'kept') setOutcome({ is: 'ready', value });
        else if (watched.current) kept();
      },
      (cause: unknown) => setOutcome({ is: 'failed', error: toError(cause) }),
    );
  }
  return { outcome, keep };
}
