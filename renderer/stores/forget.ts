import { forgetCurrentRoom } from './currentRoom.ts';
import { forgetDrafts } from './drafts.ts';
import { useEngineStatus } from './engineStatus.ts';
import { useLayout } from './layout.ts';
import { forgetRooms } from './rooms.ts';
import { forgetRoomViews } from './roomViews.ts';
import { forgetReadings } from './scrollMemory.ts';

/** Drops everything of the account from the page's memory: once its data is being destroyed, nothing of it may be shown again. */
export function forgetAccount(): void {
  forgetCurrentRoom();
  forgetRoomViews();
  forgetRooms();
  forgetDrafts();
  forgetReadings();
  useEngineStatus.setState({ status: null });
  useLayout.setState({ dialog: null, membersShown: false, expiredPutAside: false });
}
