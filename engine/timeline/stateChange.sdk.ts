import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { stateChange as changeOf } from '../../core/features/timeline/stateChange.ts';
import type { StateChange } from '../../core/features/timeline/model.ts';
import { isObject, type Json } from '../../core/read/json.ts';
import { person } from '../sdk/events/person.sdk.ts';

/** What a state event changed, in the words of the model; null: nothing for people to see. */
export function stateChange(room: Room, event: MatrixEvent): StateChange | null {
  const object = (content: unknown): Json => (isObject(content) ? content : {});
  const state = {
    type: event.getType(),
    stateKey: event.getStateKey() ?? '',
    sender: event.getSender() ?? '',
    content: object(event.getContent()),
    before: object(event.getPrevContent()),
    isRedacted: event.isRedacted(),
  };
  return changeOf(state, (userId) => person(room, userId));
}
