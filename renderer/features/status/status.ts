import type { EngineStatus } from '../../../core/features/status/model.ts';
import { callEngine, listenEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** null until an engine has said it. */
export const useEngineStatus = perAccount<{ readonly status: EngineStatus | null }>(() => ({ status: null }));

export function followEngineStatus(slot: string): () => void {
  return listenEngine('status', {}, (status) => useEngineStatus.of(slot).setState({ status }), slot);
}

/** What could not be noted is said again at the next start. */
export function readHistoryNotice(): void {
  callEngine('historyNoticeRead', {}).catch((cause: unknown) => report('history notice', cause));
}
