import type { RoomNameState } from 'matrix-js-sdk/lib/models/room.js';
import { RoomNameType } from 'matrix-js-sdk/lib/models/room.js';

/**
 * For the SDK's client. It (43.0.0) takes the names of people invited by e-mail for texts; with one that is none, the room's name cannot be
 * made, and that ends the processing of the whole sync answer, and of what is saved at each start. Null: as the SDK does it.
 */
export function roomName(_roomId: string, state: RoomNameState): string | null {
  if (state.type === RoomNameType.Generated) state.names = state.names.filter((name: unknown) => typeof name === 'string');
  return null;
}
