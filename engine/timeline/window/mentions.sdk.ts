import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { EventRow } from '../../../core/features/history/rows.ts';
import { isObject } from '../../../core/read/json.ts';
import type { RoomId } from '../../../core/ids.ts';

/** Whether the account's push rules call an event a highlight; false where they cannot be asked. */
export function mentionJudge(client: MatrixClient, roomId: RoomId): (row: EventRow) => boolean {
  return (row) => {
    if (row.sender === client.getUserId() || row.stateKey !== null || row.redactedBy !== null) return false;
    const content = contentOf(row);
    if (content === null) return false;
    const { type, sender, eventId: event_id, ts: origin_server_ts } = row;
    const event = new MatrixEvent({ type, sender, event_id, origin_server_ts, room_id: roomId, content });
    return isHighlight(client, event);
  };
}

/** A server may say anything of rules, and the SDK computes with it. */
function isHighlight(client: MatrixClient, event: MatrixEvent): boolean {
  try {
    return client.getPushActionsForEvent(event)?.tweaks?.highlight === true;
  } catch {
    return false;
  }
}

function contentOf({ content }: EventRow): object | null {
  try {
    const value: unknown = JSON.parse(content);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
