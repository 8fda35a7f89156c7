import type { AccountSlot } from '../../core/contracts/host.ts';
import { dropEngine } from '../bridge/engineLink.ts';
import { restoreRoom } from './currentRoom.ts';
import { followEngineStatus } from './engineStatus.ts';
import { forgetAccount } from './forget.ts';
import { followKeyBackup } from './keyBackup.ts';
import { dropStores } from './perAccount.ts';
import { followRecovery } from './recovery.ts';
import { followRoomOrder } from './roomOrder.ts';
import { followRooms } from './rooms.ts';
import { followWarmRooms } from './warmRooms.ts';
import { followWayBack } from './wayBack.ts';

const open = new Map<string, () => void>();

/** Every account's stores follow its engine, also while another is on screen: changing to it is only a matter of drawing. */
export function openAccounts(list: readonly AccountSlot[]): void {
  for (const { slot } of list) if (!open.has(slot)) open.set(slot, openOne(slot));
  for (const [slot, close] of open) {
    if (list.some((row) => row.slot === slot)) continue;
    open.delete(slot);
    close();
  }
}

function openOne(slot: string): () => void {
  const stops = [followRooms(slot), followRoomOrder(slot), followEngineStatus(slot), followRecovery(slot), followKeyBackup(slot), followWayBack(slot), followWarmRooms(slot)];
  restoreRoom(slot);
  return () => {
    for (const stop of stops) stop();
    forgetAccount(slot);
    dropEngine(slot);
    dropStores(slot);
  };
}
