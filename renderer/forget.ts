import { forgetCurrentRoom } from './features/currentRoom/currentRoom.ts';
import { forgetDrafts } from './features/drafts/drafts.ts';
import { useEngineStatus } from './features/status/status.ts';
import { forgetKeyBackup } from './features/keyBackup/keyBackup.ts';
import { useLayout } from './layout.ts';
import { forgetNamed } from './features/links/links.ts';
import { dropNewKey } from './features/recoveryKey/newKey.ts';
import { forgetRooms } from './features/roomList/roomList.ts';
import { forgetRoomViews, dropAim } from './features/roomView/roomView.ts';
import { forgetReadings } from './features/timeline/scrollMemory.ts';
import { forgetRecovery } from './features/recovery/recovery.ts';
import { forgetWayBack } from './features/recoveryKey/recoveryKey.ts';

/** Drops everything of the account from the page's memory: once its data is being destroyed, nothing of it may be shown again. */
export function forgetAccount(slot: string): void {
  forgetCurrentRoom(slot);
  forgetRoomViews(slot);
  forgetRooms(slot);
  forgetDrafts(slot);
  forgetReadings(slot);
  forgetRecovery(slot);
  forgetKeyBackup(slot);
  dropNewKey(slot);
  forgetWayBack(slot);
  forgetNamed(slot);
  dropAim(slot);
  useEngineStatus.of(slot).setState({ status: null });
  useLayout.of(slot).setState({ dialog: null, membersShown: false, expiredPutAside: false, recoveryPutAside: false });
}
