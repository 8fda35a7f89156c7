import type { RoomId, UserId } from '../../../core/ids.ts';

/** Who writes, and where. */
export interface Place {
  readonly roomId: RoomId;
  readonly own: UserId;
  /** Goes to another room. */
  readonly openRoom: (roomId: RoomId, slot: string) => void;
}
