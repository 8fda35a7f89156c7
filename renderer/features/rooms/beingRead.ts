import { create } from 'zustand';
import type { RoomId } from '../../../core/ids.ts';

/** The room whose newest message somebody is looking at: its badge goes at once, before the server has heard of it. */
export const useBeingRead = create<{ readonly roomId: RoomId | null }>(() => ({ roomId: null }));

export const setBeingRead = (roomId: RoomId | null): void => {
  if (useBeingRead.getState().roomId !== roomId) useBeingRead.setState({ roomId });
};
