import { useEffect, useState } from 'react';
import type { Async } from '../../../core/async.ts';
import type { LossPreview } from '../../../core/features/keys/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';

const patienceMs = 3_000;

/**
 * What destroying this device's data would lose; asked when `wanted` becomes true. An engine that does not answer must not stop anybody
 * from leaving.
 */
export function useLoss(wanted: boolean): Async<LossPreview> {
  const [loss, setLoss] = useState<Async<LossPreview>>({ is: 'loading' });
  useEffect(() => {
    if (!wanted) return undefined;
    let stale = false;
    setLoss({ is: 'loading' });
    const settle = (next: Async<LossPreview>): void => {
      if (!stale) setLoss((now) => (now.is === 'loading' ? next : now));
    };
    const timer = window.setTimeout(() => settle({ is: 'failed', error: { code: 'offline' } }), patienceMs);
    callEngine('previewLoss', {}).then(
      (value) => settle({ is: 'ready', value }),
      (cause: unknown) => settle({ is: 'failed', error: toError(cause) }),
    );
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
  }, [wanted]);
  return loss;
}
