import type { RoomId } from '../../core/ids.ts';
import { callEngine } from '../bridge/engineLink.ts';
import { toError } from '../bridge/toError.ts';
import { roomView } from './roomViews.ts';

const pageSize = 50;

/** Asks for one more page of history, unless one is under way. */
export async function loadOlder(roomId: RoomId): Promise<void> {
  const view = roomView(roomId);
  const { older, detail } = view.getState();
  if (older.is === 'loading' || detail?.hasOlder !== true) return;
  view.setState({ older: { is: 'loading' } });
  try {
    await callEngine('loadOlder', { roomId, limit: pageSize });
    view.setState({ older: { is: 'idle' } });
  } catch (cause) {
    view.setState({ older: { is: 'failed', error: toError(cause) } });
  }
}
