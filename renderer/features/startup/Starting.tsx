import './Starting.css';
import { MessageSkeletons, RoomSkeletons } from '../../ui/Skeleton.tsx';

/** Before it is known whether somebody is signed in; for most starts it is over before the skeleton appears. */
export function Starting() {
  return (
    <main className="starting" aria-busy="true">
      <h1 className="srOnly">Latchkey</h1>
      <div className="startingRooms">
        <RoomSkeletons />
      </div>
      <div className="startingTimeline">
        <MessageSkeletons />
      </div>
    </main>
  );
}
