import type { Pins, pinsOffer } from '../../core/features/pins/calls.ts';
import type { AppError } from '../../core/errors.ts';
import type { EventId, RoomId } from '../../core/ids.ts';
import { Listeners, together } from '../../core/listeners.ts';
import { sameData } from '../../core/sameData.ts';
import { pinsValue } from '../boot.ts';
import type { Feature } from '../feature.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Kernel } from '../kernel.ts';
import type { RoomsFeature } from '../rooms/rooms.ts';
import { toError } from '../toError.ts';
import { Wishes } from '../wishes/wishes.ts';
import type { OpenPins } from './openPins.sdk.ts';
import { withWishes } from './withWishes.ts';

/** What people have pinned, and what they have just pinned here. */
export function pins(kernel: Kernel, rooms: RoomsFeature): Feature<typeof pinsOffer> {
  const open = kernel.late<OpenPins>();
  const { wishes, wishedIn, refusals, changed } = wishesOf(kernel);
  const pinsOf = (roomId: RoomId): Pins => {
    const { pinned, mayPin } = open.now?.of(roomId) ?? { pinned: [], mayPin: false };
    return { pinned: withWishes(pinned, wishedIn(roomId)), mayPin, refused: refusals.get(roomId) ?? null };
  };
  return {
    handlers: {
      calls: {
        async pin({ roomId, eventId, pinned }) {
          refusals.delete(roomId);
          await wishes.want(keyOf(roomId, eventId), pinned);
        },
      },
      streams: {
        pins({ roomId }, emit) {
          const feed = new ValueFeed<Pins>(sameData);
          const look = (): void => feed.set(pinsOf(roomId));
          look();
          open.ready.then(look, () => undefined);
          return together([
            feed.listen(emit),
            changed.add((other) => other === roomId && look()),
            rooms.whenPublished((roomIds) => Promise.resolve(roomIds.includes(roomId) ? look() : undefined)),
          ]);
        },
      },
    },
    async attach({ client, turns }) {
      const { openPins } = await import('./openPins.sdk.ts');
      const opened = openPins(client);
      const ready = (): void => {
        open.set(opened);
        wishes.open((key, on) => opened.put(...placeOf(key), on));
      };
      return turns.take({ ready, synced: () => wishes.synced() });
    },
  };
}

/** What was pinned here and the server does not say yet, by room. */
function wishesOf({ store, saved, log }: Kernel) {
  const wished = new Map<RoomId, Map<EventId, boolean>>();
  const refusals = new Map<RoomId, AppError>();
  const changed = new Listeners<RoomId>();
  const wishes = new Wishes(saved.pins, {
    keep: (value) => store.calls.putValue({ name: pinsValue, value }),
    show(key, on) {
      const [roomId, eventId] = placeOf(key);
      const ofRoom = wished.get(roomId) ?? new Map<EventId, boolean>();
      if (on === null) ofRoom.delete(eventId);
      else ofRoom.set(eventId, on);
      wished.set(roomId, ofRoom);
      changed.tell(roomId);
    },
    toError: (cause) => toError(cause, log, 'pins'),
    refused(key, error) {
      const [roomId] = placeOf(key);
      refusals.set(roomId, error);
      changed.tell(roomId);
    },
    log,
  });
  return { wishes, wishedIn: (roomId: RoomId) => wished.get(roomId), refusals, changed };
}

/** Neither holds a space. */
const keyOf = (roomId: RoomId, eventId: EventId): string => `${roomId} ${eventId}`;

function placeOf(key: string): [RoomId, EventId] {
  const space = key.indexOf(' ');
  return [key.slice(0, space) as RoomId, key.slice(space + 1) as EventId];
}
