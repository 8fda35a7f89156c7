import './RoomHeader.css';
import Lock from 'lucide-react/icons/lock';
import PanelLeftOpen from 'lucide-react/icons/panel-left-open';
import Users from 'lucide-react/icons/users';
import type { RoomDetail, RoomSummary } from '../../../core/features/rooms/model.ts';
import { RoomFace } from '../faces/Faces.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { count } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { PinsMenu } from './PinsMenu.tsx';
import { RoomMenu } from '../roomMenus/RoomMenus.tsx';
import { toggleMembers, useLayout } from '../../layout.ts';
import { changeSettings, useSettings } from '../../settings.ts';

interface Props {
  /** Known at once from the room list; the rest follows. */
  readonly summary: RoomSummary;
  readonly detail: RoomDetail | null;
}

export function RoomHeader({ summary, detail }: Props) {
  const membersShown = useLayout((layout) => layout.membersShown);
  const { isEncrypted } = detail ?? summary;
  return (
    <header className="roomHeader">
      <ExpandRooms />
      <RoomFace room={summary} size={28} />
      <div className="roomHeaderText">
        <div className="roomHeaderName">
          <h1>
            <bdi>{detail?.name ?? summary.name}</bdi>
          </h1>
          {isEncrypted && <Lock size={14} role="img" aria-label={words.rooms.encrypted} />}
        </div>
        {detail?.topic && (
          <p className="roomHeaderTopic" title={detail.topic}>
            <bdi>{detail.topic}</bdi>
          </p>
        )}
      </div>
      {summary.membership === 'join' && <PinsMenu roomId={summary.id} />}
      {summary.membership === 'join' && (
        <IconButton
          label={detail ? `${words.rooms.members}, ${count(detail.memberCount)}` : words.rooms.members}
          className="membersButton"
          aria-pressed={membersShown}
          onClick={toggleMembers}
        >
          <Users size={16} />
          {detail && count(detail.memberCount)}
        </IconButton>
      )}
      {summary.membership === 'join' && <RoomMenu room={summary} />}
    </header>
  );
}

export function ExpandRooms() {
  const collapsed = useSettings((settings) => settings.roomsCollapsed);
  if (!collapsed) return null;
  return (
    <IconButton label={words.rooms.expand} onClick={() => changeSettings({ roomsCollapsed: false })}>
      <PanelLeftOpen size={16} />
    </IconButton>
  );
}
