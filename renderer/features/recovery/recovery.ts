import type { Async } from '../../../core/async.ts';
import type { Recovery, RecoveryOutcome } from '../../../core/features/recovery/model.ts';
import { callEngine, listenEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { perAccount } from '../../bridge/perAccount.ts';

interface State {
  /** What the recovery key would open on this device. */
  readonly recovery: Recovery;
  /** The engine has looked. */
  readonly known: boolean;
  /** How the last try ended; it stays while the dialog is closed. */
  readonly outcome: Async<RecoveryOutcome>;
}

const first: State = { recovery: { is: 'nothing' }, known: false, outcome: { is: 'idle' } };

export const useRecovery = perAccount<State>(() => first);

export function followRecovery(slot: string): () => void {
  return listenEngine('recovery', {}, (recovery) => useRecovery.of(slot).setState({ recovery, known: true }), slot);
}

/** The text goes to the engine and is kept nowhere. */
export function recover(typed: string, slot: string): void {
  const store = useRecovery.of(slot);
  if (store.getState().outcome.is === 'loading') return;
  store.setState({ outcome: { is: 'loading' } });
  callEngine('recover', { typed }, slot).then(
    (value) => store.setState({ outcome: { is: 'ready', value } }),
    (cause: unknown) => store.setState({ outcome: { is: 'failed', error: toError(cause) } }),
  );
}

/** What ended has been read; what is under way goes on. */
export function forgetOutcome(slot: string): void {
  useRecovery.of(slot).setState(({ outcome }) => (outcome.is === 'loading' ? {} : { outcome: { is: 'idle' } }));
}
