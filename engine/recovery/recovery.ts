import type { recoveryOffer } from '../../core/features/recovery/calls.ts';
import { together } from '../../core/listeners.ts';
import type { Recovery } from '../../core/features/recovery/model.ts';
import type { Feature } from '../feature.ts';
import { sameData } from '../../core/sameData.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Kernel } from '../kernel.ts';
import type { HistoryRecovery } from './historyRecovery.sdk.ts';
import { RecoveryKeyBoard } from './recoveryKeyBoard.ts';

export interface RecoveryFeature extends Feature<typeof recoveryOffer> {
  /** What another device has handed over, if anything, is in use. */
  begun(): Promise<void>;
  /** What this device holds has become more, which the SDK does not tell. */
  lookAgain(): void;
}

/** The account's secrets: what the recovery key opens here, and how people get one. */
export function recovery({ main, store, log, saved, late }: Kernel): RecoveryFeature {
  const locked = new ValueFeed<Recovery>(sameData);
  const recoveryKeyState = new RecoveryKeyBoard(store.calls, saved.recoveryKeyPutOff, log);
  const history = late<HistoryRecovery>();
  return {
    handlers: {
      calls: {
        recover: async ({ typed }) => (await history.answering()).recover(typed),
        newRecoveryKey: async () => ({ key: (await history.answering()).newKey() }),
        keepRecoveryKey: async ({ key, typed }) => (await history.answering()).keep(key, typed),
        putOffRecoveryKey: () => recoveryKeyState.putOff(),
      },
      streams: {
        recovery: (_arg, emit) => locked.listen(emit),
        recoveryKeyState: (_arg, emit) => recoveryKeyState.feed.listen(emit),
      },
    },
    async attach({ client, secretKey, turns }) {
      const { HistoryRecovery } = await import('./historyRecovery.sdk.ts');
      const opened = new HistoryRecovery({
        client,
        secretKey,
        log,
        show: (found) => locked.set(found),
        showRecoveryKeyState: (found) => recoveryKeyState.find(found),
        handed: () => main.calls.handedSecrets({}),
      });
      return together([opened.stop, turns.take({ ready: () => history.set(opened), reached: () => opened.connected() })]);
    },
    begun: async () => (await history.ready).begun,
    lookAgain: () => history.now?.lookAgain(),
  };
}
