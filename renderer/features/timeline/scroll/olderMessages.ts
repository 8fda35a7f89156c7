import type { RoomId } from '../../../../core/ids.ts';
import { callEngine } from '../../../bridge/engineLink.ts';
import { onScreen } from '../../../bridge/onScreen.ts';
import { toError } from '../../../bridge/toError.ts';
import { roomView } from '../../roomView/roomView.ts';

const pageSize = 50;

/** Asks for one more page of history, unless one is under way. */
export async function loadOlder(roomId: RoomId, slot = onScreen()): Promise<void> {
  const view = roomView(roomId, slot);
  const { older, detail } = view.getState();
  if (older.is === 'loading' || detail?.hasOlder !== true) return;
  view.setState({ older: { is: 'loading' } });
  try {
    await callEngine('loadOlder', { roomId, limit: pageSize }, slot);
    view.setState({ older: { is: 'idle' } });
  } catch (cause) {
    view.setState({ older: { is: 'failed', error: toError(cause) } });
  }
}
