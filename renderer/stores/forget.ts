import { dropAim } from './aim.ts';
import { forgetCurrentRoom } from './currentRoom.ts';
import { forgetDrafts } from './drafts.ts';
import { useEngineStatus } from './engineStatus.ts';
import { forgetKeyBackup } from './keyBackup.ts';
import { useLayout } from './layout.ts';
import { forgetNamed } from './named.ts';
import { dropNewKey } from './newKey.ts';
import { forgetRooms } from './rooms.ts';
import { forgetRoomViews } from './roomViews.ts';
import { forgetReadings } from './scrollMemory.ts';
import { forgetRecovery } from './recovery.ts';
import { forgetWayBack } from './wayBack.ts';

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
