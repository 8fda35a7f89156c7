import type { EngineStatus } from '../../../core/model/status.ts';
import { listenEngine } from '../../bridge/engineLink.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** null until an engine has said it. */
export const useEngineStatus = perAccount<{ readonly status: EngineStatus | null }>(() => ({ status: null }));

export function followEngineStatus(slot: string): () => void {
  return listenEngine('status', {}, (status) => useEngineStatus.of(slot).setState({ status }), slot);
}
