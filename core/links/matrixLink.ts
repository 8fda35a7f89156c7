import type { EventId, RoomAlias, RoomId, UserId } from '../ids.ts';

/** What the one who made a link hopes that people do with it; never done by the link itself. */
export type LinkAction = 'join' | 'chat';

/** What a `matrix:` URI or a matrix.to address names (Appendices, "URIs"). */
export type MatrixLink =
  | { readonly is: 'user'; readonly userId: UserId; readonly action: LinkAction | null }
  | {
      readonly is: 'room';
      readonly room: RoomId | RoomAlias;
      readonly eventId: EventId | null;
      /** Servers that may know the room. */
      readonly via: readonly string[];
      readonly action: LinkAction | null;
    };

/** The identifier of what is named. */
export const namedBy = (link: MatrixLink): UserId | RoomId | RoomAlias => (link.is === 'user' ? link.userId : link.room);
