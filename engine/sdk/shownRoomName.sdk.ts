import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { plainName } from '../../core/text/plainText.ts';

export const shownRoomName = (room: Room): string => plainName(room.name, room.roomId);
