import { useState } from 'react';
import type { Async } from '../../../core/async.ts';
import type { KeyKept } from '../../../core/features/recovery/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { keyIsKept } from './newKey.ts';
import { useSlot } from '../../bridge/perAccount.ts';

/** Has the key that was shown put into force. Where that was cut off, by whatever, the same once more goes on. */
export function useKeepKey(shown: string): { readonly outcome: Async<KeyKept>; readonly keep: (typed: string) => void } {
  const slot = useSlot();
  const [outcome, setOutcome] = useState<Async<KeyKept>>({ is: 'idle' });
  function keep(typed: string): void {
    setOutcome({ is: 'loading' });
    callEngine('keepRecoveryKey', { key: shown, typed }, slot).then(
      // It goes on when the dialog is closed, or gives way to a paused session's.
      (value) => (value.is === 'kept' ? keyIsKept(shown, slot) : setOutcome({ is: 'ready', value })),
      (cause: unknown) => setOutcome({ is: 'failed', error: toError(cause) }),
    );
  }
  return { outcome, keep };
}
