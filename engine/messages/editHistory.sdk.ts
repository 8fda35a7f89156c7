import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { Failure } from '../../core/errors.ts';
import type { EditHistory, Version } from '../../core/features/messages/calls.ts';
import type { EventId } from '../../core/ids.ts';
import { isObject } from '../../core/read/json.ts';
import type { Log } from '../log.ts';
import { eventTs } from '../sdk/events/eventTs.sdk.ts';
import { messageBody } from '../sdk/events/messageBody.sdk.ts';
import { asEvent, readAll, readEvent } from '../sdk/events/readEvent.sdk.ts';
import { editAmong, editsOf } from '../sdk/events/shownEdit.sdk.ts';

const atOnce = 50;
const mostPages = 10;

/** Each edit that counts, from what is loaded and from the server; without the server, what is here. */
export async function editHistory(client: MatrixClient, room: Room, eventId: EventId, log: Log): Promise<EditHistory> {
  const found = await readEvent(client, room, eventId);
  if (!found) throw new Failure({ code: 'badArgument', field: 'eventId' });
  const { event } = found;
  const edits = new Map([...editsOf(room, event)].map((edit) => [edit.getId(), edit]));
  let isWhole = true;
  try {
    for await (const edit of fetched(client, room, eventId)) if (!edits.has(edit.getId())) edits.set(edit.getId(), edit);
  } catch (cause) {
    log.fault('edits of a message', cause);
    isWhole = false;
  }
  await readAll(client, [...edits.values()]);
  const versions = [...edits.values()]
    .flatMap((edit): (Version & { readonly id: string })[] => {
      // Each by itself: only what could stand there counts.
      const { content } = editAmong(event, [edit]);
      return content ? [{ ts: eventTs(room, edit), body: messageBody(event, content), id: edit.getId() ?? '' }] : [];
    })
    .sort((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1))
    .map(({ ts, body }) => ({ ts, body }));
  return { versions: [{ ts: eventTs(room, event), body: messageBody(event, null) }, ...versions], isWhole };
}

/** CS `GET /rooms/{roomId}/relations/{eventId}/m.replace`. */
async function* fetched(client: MatrixClient, room: Room, eventId: EventId): AsyncGenerator<MatrixEvent> {
  let from: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await client.fetchRelations(room.roomId, eventId, 'm.replace', null, { limit: atOnce, ...(from && { from }) });
    for (const raw of answer.chunk) if (isObject(raw) && typeof raw.type === 'string' && isObject(raw.content)) yield asEvent(room, raw);
    from = answer.next_batch;
    if (!from) return;
  }
}
