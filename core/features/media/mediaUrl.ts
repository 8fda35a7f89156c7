import type { EventId, RoomId, UserId } from '../../ids.ts';
import { isEventId, isRoomId, isUser } from '../../links/identifiers.ts';

/** The file of a message, or the small picture of it. */
export type MediaPart = 'file' | 'thumbnail';

/** What the page may ask for by name. Which `mxc:` URL that is, and with what key, it never learns. */
export type MediaTarget =
  | { readonly of: 'event'; readonly roomId: RoomId; readonly eventId: EventId; readonly part: MediaPart }
  /** `version` changes with the picture, so that one URL is one picture. */
  | { readonly of: 'member'; readonly roomId: RoomId; readonly userId: UserId; readonly version: string }
  | { readonly of: 'room'; readonly roomId: RoomId; readonly version: string }
  /** A file that waits to be sent. */
  | { readonly of: 'unsent'; readonly id: string }
  /** The account's own picture. */
  | { readonly of: 'me'; readonly version: string };

export interface MediaName {
  /** The account's. */
  readonly slot: string;
  readonly target: MediaTarget;
}

export const mediaScheme = 'media';

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const versionShape = /^[a-z0-9]{1,32}$/;

/** `media://<slot>/event/<room>/<event>/<part>`, `/member/<room>/<user>/<version>`, `/room/<room>/<version>`, `/me/<version>`. */
export function mediaUrl(slot: string, target: MediaTarget): string {
  return `${mediaScheme}://${slot}/${partsOf(target).map(encodeURIComponent).join('/')}`;
}

function partsOf(target: MediaTarget): readonly string[] {
  switch (target.of) {
    case 'event':
      return [target.of, target.roomId, target.eventId, target.part];
    case 'member':
      return [target.of, target.roomId, target.userId, target.version];
    case 'room':
      return [target.of, target.roomId, target.version];
    case 'unsent':
      return [target.of, target.id];
    case 'me':
      return [target.of, target.version];
  }
}

/** Null: nothing that `mediaUrl` makes. */
export function readMediaUrl(text: string): MediaName | null {
  const [, slot, path] = /^media:\/\/([a-z0-9]{1,64})\/([^?#]*)$/.exec(text) ?? [];
  if (slot === undefined || path === undefined) return null;
  try {
    const target = readTarget(path.split('/').map(decodeURIComponent));
    return target && { slot, target };
  } catch {
    // A percent sign that encodes nothing.
    return null;
  }
}

function readTarget([of, first = '', second = '', third = '', ...more]: readonly string[]): MediaTarget | null {
  if (more.length > 0) return null;
  switch (of) {
    case 'event':
      return isRoomId(first) && isEventId(second) && isPart(third) ? { of, roomId: first, eventId: second, part: third } : null;
    case 'member':
      return isRoomId(first) && isUser(second) && versionShape.test(third) ? { of, roomId: first, userId: second, version: third } : null;
    case 'room':
      return isRoomId(first) && versionShape.test(second) && third === '' ? { of, roomId: first, version: second } : null;
    case 'unsent':
      return uuidShape.test(first) && second === '' ? { of, id: first } : null;
    case 'me':
      return versionShape.test(first) && second === '' ? { of, version: first } : null;
    default:
      return null;
  }
}

const isPart = (text: string): text is MediaPart => text === 'file' || text === 'thumbnail';
