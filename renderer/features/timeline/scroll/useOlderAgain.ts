import { useEffect } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import { useEngineStatus } from '../../status/status.ts';
import { loadOlder } from './olderMessages.ts';
import { roomView } from '../../roomView/roomView.ts';

/** Older messages that could not be loaded while the connection or the session was away are asked for again when it is back. */
export function useOlderAgain(roomId: RoomId): void {
  const live = useEngineStatus(({ status }) => status?.phase === 'live' && status.connection.is === 'live');
  useEffect(() => {
    if (live && roomView(roomId).getState().older.is === 'failed') void loadOlder(roomId);
  }, [roomId, live]);
}
