import { memo } from 'react';
import type { RoomId } from '../../../core/ids.ts';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { RoomFace } from '../faces/Faces.tsx';
import { count, shortWhen } from '../../words/format.ts';
import { isolated } from '../../words/isolated.ts';
import { words } from '../../words/words.ts';
import { useHeldRead } from '../unread/unread.ts';
import { useBeingRead } from '../roomList/roomList.ts';
import { openRoom, useCurrentRoom } from '../currentRoom/currentRoom.ts';
import { roomView } from '../roomView/roomView.ts';
import { previewWords } from './previewWords.ts';

interface Props {
  readonly room: RoomSummary;
  readonly now: number;
  /** The one row that Tab reaches; arrows go on from it. */
  readonly tabbable: boolean;
}

export const RoomRow = memo(function RoomRow({ room, now, tabbable }: Props) {
  const selected = useCurrentRoom(({ roomId }) => roomId === room.id);
  const beingRead = useBeingRead(({ roomId }) => roomId === room.id);
  const held = useHeldRead((state) => state.held?.get(room.id));
  const read = beingRead || (held !== undefined && room.unreadCount <= held);
  const unread =
    (!read && (room.unreadCount > 0 || room.mentionCount > 0)) || (isMarked(room) && held === undefined) || room.membership === 'invite';
  return (
    <div role="listitem" aria-label={isolated(room.name)}>
      <button
        type="button"
        className={`room ${unread ? 'roomUnread' : ''}`}
        aria-current={selected}
        tabIndex={tabbable ? 0 : -1}
        data-room={room.id}
        data-pane-focus={tabbable || undefined}
        onPointerEnter={() => warm(room)}
        onPointerDown={() => warm(room)}
        onClick={() => openRoom(room.id)}
      >
        <RoomFace room={room} size={28} />
        <span className="roomText">
          <span className="roomLine">
            <span className="roomName">
              <bdi>{room.name}</bdi>
            </span>
            <span className="roomTime">{room.lastActiveTs > 0 ? shortWhen(room.lastActiveTs, now) : ''}</span>
          </span>
          <span className="roomLine">
            <span className="roomPreview">
              {room.hasDraft && !selected && <span className="roomDraft">{words.rooms.draft} · </span>}
              <bdi>{previewWords(room)}</bdi>
            </span>
            {!read && <Pill room={room} />}
            {isMarked(room) && held === undefined && (read || room.unreadCount === 0) && (
              <span className="pill pillMarked" role="img" aria-label={words.unread.marked} />
            )}
          </span>
        </span>
      </button>
    </div>
  );
});

const isMarked = (room: RoomSummary): boolean => room.markedUnread === true;

/** Where the pointer is, a click may follow: the room's messages come before it. */
function warm(room: RoomSummary): void {
  if (room.membership === 'join') roomView(room.id as RoomId);
}

function Pill({ room }: { readonly room: RoomSummary }) {
  if (room.membership === 'invite') return <span className="pill pillMention">{words.rooms.invite}</span>;
  if (room.mentionCount > 0) {
    return (
      <span className="pill pillMention" role="img" aria-label={words.rooms.mentions(room.mentionCount)}>
        @{room.mentionCount > 1 ? count(room.mentionCount) : ''}
      </span>
    );
  }
  if (room.unreadCount === 0) return null;
  return (
    <span className="pill" role="img" aria-label={words.rooms.unread(room.unreadCount)}>
      {room.unreadCount > 99 ? '99+' : count(room.unreadCount)}
    </span>
  );
}
