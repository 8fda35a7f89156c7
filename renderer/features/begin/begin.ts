import type { RoomId } from '../../../core/ids.ts';
import type { NewRoom } from '../../../core/features/directory/model.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { showDialog, useLayout, type OpenDialog } from '../../layout.ts';
import { openRoom } from '../currentRoom/currentRoom.ts';

interface Typed {
  readonly people: string;
  readonly rooms: string;
  /** Whose list of published rooms is searched; empty: one's own server's. */
  readonly server: string;
  readonly room: NewRoom;
}

const emptyRoom: NewRoom = { name: '', topic: '', access: 'invite', isEncrypted: true, address: '' };

/** What has been typed stays when a dialog has to give way, as when the session runs out. */
export const useBegin = perAccount<Typed>(() => ({ people: '', rooms: '', server: '', room: emptyRoom }));

const ours: ReadonlySet<OpenDialog> = new Set(['newChat', 'newRoom', 'findRoom'] as const);

/** Into the room that was found, made or begun; what was typed for it is done with. */
export function enter(roomId: RoomId, slot: string): void {
  useBegin.of(slot).setState({ people: '', room: emptyRoom });
  if (ours.has(useLayout.of(slot).getState().dialog)) showDialog(null, slot);
  openRoom(roomId, slot);
}

/** A public room is for everybody, so that encryption hides nothing there, and cannot be taken back. */
export const withAccess = (room: NewRoom, access: NewRoom['access']): NewRoom => ({ ...room, access, isEncrypted: access === 'invite' });

/** What may stand in an address before the colon (Appendices, "Room aliases"); blanks become hyphens. */
export const addressOf = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/\s+/gu, '-')
    .replace(/[^\p{L}\p{N}._=/+-]/gu, '')
    .slice(0, 100);
