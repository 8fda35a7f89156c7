import { useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import { toError } from './toError.ts';

export interface Doing {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** One at a time. */
  readonly run: (act: () => Promise<void>) => void;
}

/** Something that a button begins, which may fail. */
export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  function run(act: () => Promise<void>): void {
    setBusy(true);
    setError(null);
    act()
      .catch((cause: unknown) => setError(toError(cause)))
      .finally(() => setBusy(false));
  }
  return { busy, error, run };
}
