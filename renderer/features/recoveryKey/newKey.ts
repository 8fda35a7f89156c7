import type { Async } from '../../../core/async.ts';
import type { RecoveryKeyState } from '../../../core/features/recovery/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { useRecoveryKeyState } from './recoveryKey.ts';

type Step = 'shown' | 'proof' | 'done';

export interface NewKey {
  /** The recovery key that is on screen, and nowhere else; gone when its dialog closes. */
  readonly made: Async<string>;
  readonly step: Step;
  /** As it was when the dialog opened: the key comes into force under it. */
  readonly history: boolean;
  readonly change: boolean;
}

const none: NewKey = { made: { is: 'idle' }, step: 'shown', history: true, change: false };

export const useNewKeyStore = perAccount<NewKey>(() => none);

export const goToStep = (step: Step, slot: string): void => useNewKeyStore.of(slot).setState({ step });
/** The rest stays until the dialog has faded out. */
export const dropNewKey = (slot: string): void => useNewKeyStore.of(slot).setState({ made: none.made });

/** Said only where it is still this key that its dialog shows. */
export function keyIsKept(key: string, slot: string): void {
  const { made } = useNewKeyStore.of(slot).getState();
  if (made.is === 'ready' && made.value === key) goToStep('done', slot);
}

/** Unless there is one. */
export function makeNewKey(slot: string): void {
  const store = useNewKeyStore.of(slot);
  if (store.getState().made.is !== 'idle') return;
  const making: NewKey = { ...none, ...forWhat(useRecoveryKeyState.of(slot).getState().recoveryKeyState), made: { is: 'loading' } };
  store.setState(making);
  const settle = (made: Async<string>): void => {
    // Closed meanwhile: the key is not needed any more.
    if (store.getState().made === making.made) store.setState({ made });
  };
  callEngine('newRecoveryKey', {}, slot).then(
    ({ key }) => settle({ is: 'ready', value: key }),
    (cause: unknown) => settle({ is: 'failed', error: toError(cause) }),
  );
}

const forWhat = (recoveryKeyState: RecoveryKeyState): Pick<NewKey, 'history' | 'change'> => ({
  history: recoveryKeyState.is !== 'missing' || recoveryKeyState.history,
  change: recoveryKeyState.is === 'there',
});
