import '../currentRoom/RoomHeader.css';
import './Starting.css';
import type { CSSProperties } from 'react';
import { useSettings } from '../../settings.ts';
import { MessageSkeletons, RoomSkeletons } from '../../ui/Skeleton.tsx';

/** Before it is known whether somebody is signed in; for most starts it is over before the skeleton appears. */
export function Starting() {
  const { roomsWidth, roomsCollapsed } = useSettings();
  return (
    <main
      className={roomsCollapsed ? 'starting startingCollapsed' : 'starting'}
      style={{ '--rooms-width': `${roomsWidth}px` } as CSSProperties}
      aria-busy="true"
    >
      <h1 className="srOnly">Latchkey</h1>
      {!roomsCollapsed && (
        <div className="startingRooms">
          <RoomSkeletons />
        </div>
      )}
      <div className="startingRoom">
        <div className="roomHeader" />
        <div className="startingTimeline">
          <MessageSkeletons />
        </div>
      </div>
    </main>
  );
}
