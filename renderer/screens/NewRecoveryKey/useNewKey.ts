import { useEffect, useState } from 'react';
import type { Async } from '../../../core/async.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { useSlot } from '../../stores/perAccount.ts';

/** A key of the engine's making for as long as one is wanted, and another one the next time. Nothing else remembers it. */
export function useNewKey(wanted: boolean): Async<string> {
  const slot = useSlot();
  const [made, setMade] = useState<Async<string>>({ is: 'idle' });
  useEffect(() => {
    if (!wanted) return undefined;
    let over = false;
    setMade({ is: 'loading' });
    callEngine('newRecoveryKey', {}, slot).then(
      ({ key }) => !over && setMade({ is: 'ready', value: key }),
      (cause: unknown) => !over && setMade({ is: 'failed', error: toError(cause) }),
    );
    return () => {
      over = true;
      setMade({ is: 'idle' });
    };
  }, [wanted, slot]);
  return made;
}
