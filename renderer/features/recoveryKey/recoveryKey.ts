import type { RecoveryKeyState } from '../../../core/features/recovery/model.ts';
import type { Phase } from '../../../core/session/states.ts';
import { callEngine, listenEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** Has the account a recovery key? The key itself is only with its dialog (`newKey.ts`). */
export const useRecoveryKeyState = perAccount<{ readonly recoveryKeyState: RecoveryKeyState }>(() => ({
  recoveryKeyState: { is: 'unknown' },
}));

/** While the session is paused, nothing could be put into force. */
export const mayMakeKey = (phase: Phase | undefined): boolean => phase === 'active' || phase === 'checking' || phase === 'refreshing';

export function followRecoveryKeyState(slot: string): () => void {
  return listenEngine('recoveryKeyState', {}, (recoveryKeyState) => useRecoveryKeyState.of(slot).setState({ recoveryKeyState }), slot);
}

export function putOffRecoveryKey(slot: string): void {
  callEngine('putOffRecoveryKey', {}, slot).catch((cause: unknown) => report('putting off the recovery key', cause));
}
