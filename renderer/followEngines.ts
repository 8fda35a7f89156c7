import type { AccountSlot } from '../core/features/accounts/hostCalls.ts';
import { followRecentEmoji } from './features/recentEmoji/recentEmoji.ts';
import { followEngineStatus } from './features/status/status.ts';
import { followKeyBackup } from './features/keyBackup/keyBackup.ts';
import { dropAccount } from './bridge/perAccount.ts';
import { followOwnPicture } from './features/faces/ownPicture.ts';
import { followPreviews } from './features/mediaPreviews/mediaPreviews.ts';
import { followRecovery } from './features/recovery/recovery.ts';
import { followRoomOrder, followRooms } from './features/roomList/roomList.ts';
import { followWarmRooms } from './features/timeline/warmRooms.ts';
import { followRecoveryKeyState } from './features/recoveryKey/recoveryKey.ts';

const open = new Map<string, () => void>();

/** Every account's stores follow its engine, also while another is on screen: changing to it is only a matter of drawing. */
export function followEngines(list: readonly AccountSlot[]): void {
  for (const { slot } of list) if (!open.has(slot)) open.set(slot, openOne(slot));
  for (const [slot, close] of open) {
    if (list.some((row) => row.slot === slot)) continue;
    open.delete(slot);
    close();
  }
}

function openOne(slot: string): () => void {
  const stops = [
    followRooms(slot),
    followOwnPicture(slot),
    followPreviews(slot),
    followRoomOrder(slot),
    followEngineStatus(slot),
    followRecovery(slot),
    followKeyBackup(slot),
    followRecoveryKeyState(slot),
    followWarmRooms(slot),
    followRecentEmoji(slot),
  ];
  return () => {
    for (const stop of stops) stop();
    dropAccount(slot);
  };
}
