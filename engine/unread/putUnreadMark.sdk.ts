import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import type { RoomId } from '../../core/ids.ts';

/** CS "Unread markers". Not by the SDK's own call: that waits for the echo by sync. */
export async function putUnreadMark(client: MatrixClient, roomId: RoomId, unread: boolean): Promise<void> {
  const path = ['user', client.getSafeUserId(), 'rooms', roomId, 'account_data', 'm.marked_unread'].map(encodeURIComponent).join('/');
  await client.http.authedRequest(Method.Put, `/${path}`, undefined, { unread }, { localTimeoutMs: 20_000 });
}
