import type { keysOffer } from '../../core/features/keys/calls.ts';
import { together } from '../../core/listeners.ts';
import type { KeyBackup } from '../../core/features/keys/model.ts';
import type { Feature } from '../feature.ts';
import { sameData } from '../../core/sameData.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Kernel } from '../kernel.ts';
import type { RecoveryFeature } from '../recovery/recovery.ts';
import type { RoomsFeature } from '../rooms/rooms.ts';
import type { SendingFeature } from '../sending/sending.ts';
import type { KeyBackupsParts } from './backup/keyBackups.sdk.ts';
import { encryptKeyFile } from './keyFile.ts';
import { lossPreview } from './lossPreview.ts';
import type { OpenKeys } from './openKeys.sdk.ts';

interface KeysParts {
  readonly recovery: RecoveryFeature;
  readonly rooms: RoomsFeature;
  readonly sending: SendingFeature;
}

/** The room keys: in a backup, in a file, and what would be lost without them. */
export function keys(kernel: Kernel, { recovery, rooms, sending: { outbox } }: KeysParts): Feature<typeof keysOffer> {
  const shown = new ValueFeed<KeyBackup>(sameData);
  const open = kernel.late<OpenKeys>();
  return {
    handlers: {
      calls: {
        async previewLoss() {
          const backup = (await open.now?.backups.counted()) ?? null;
          return lossPreview(rooms.all, outbox.unsentCount, backup);
        },
        setKeyBackup: async ({ enabled }) => (await open.answering()).backups.set(enabled),
        countWaitingKeys: async () => (await open.ready).backups.look(),
        sendWaitingKeys: async ({ limitMs }) => (await open.now?.backups.sendWaiting(limitMs)) ?? { is: 'left', left: null },
        async exportKeys({ passphrase }) {
          const exported = await (await open.ready).exported();
          if (exported === null) return { is: 'noKeys' };
          // Shows people a dialog; not saved: they thought better of it.
          const { saved } = await kernel.main.calls.saveKeyFile({ text: await encryptKeyFile(exported, passphrase) });
          return { is: saved ? 'saved' : 'cancelled' };
        },
      },
      streams: { keyBackup: (_arg, emit) => shown.listen(emit) },
    },
    async attach(sdk) {
      const { openKeys } = await import('./openKeys.sdk.ts');
      const opened = openKeys(
        sdk,
        backupParts(kernel, recovery, (backup) => shown.set(backup)),
      );
      const { backups } = opened;
      return together([
        backups.stop,
        sdk.turns.take({ loaded: () => backups.loaded(), ready: () => open.set(opened), reached: () => backups.connected() }),
      ]);
    },
  };
}

function backupParts(
  { store, gate, log }: Kernel,
  recovery: RecoveryFeature,
  show: KeyBackupsParts['show'],
): Omit<KeyBackupsParts, 'client' | 'held' | 'durable'> {
  const name = 'backupSetUp';
  return {
    show,
    log,
    settled: () => store.calls.getValue({ name }),
    settle: (value) => void store.calls.putValue({ name, value }).catch((cause) => log.fault('the backup is set up', cause)),
    afterHanded: () => recovery.begun(),
    mayAsk: () => gate.isOpen,
    onMade: () => recovery.lookAgain(),
  };
}
