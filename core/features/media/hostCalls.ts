import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import type { EventId, RoomId } from '../../ids.ts';
import { isEventId, isRoomId } from '../../links/identifiers.ts';
import type { MediaTrouble } from './trouble.ts';

const ofEvent = z.strictObject({
  roomId: z.custom<RoomId>((value) => typeof value === 'string' && isRoomId(value)),
  eventId: z.custom<EventId>((value) => typeof value === 'string' && isEventId(value)),
});
const saved = z.strictObject({ saved: z.string().max(64) });

/** What became of "Save as…": `saved` names the file to `openSaved`, and nothing to anybody else. */
export type SaveOutcome =
  | { readonly is: 'saved'; readonly saved: string; readonly canOpen: boolean }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed'; readonly trouble: MediaTrouble };

export const mediaOffer = {
  calls: {
    /** Why it did not come, the last time that the page asked for it by its URL. */
    mediaTrouble: takes(ofEvent.extend({ part: z.enum(['file', 'thumbnail']) })).gives<MediaTrouble | null>(),
    /** To where people say in a dialog of main's, under the name that its sender gave it; only what is whole and right is put there. */
    saveMedia: takes(ofEvent).gives<SaveOutcome>(),
    /** With the program that the system has for it. */
    openSaved: takes(saved).gives<void>(),
    showSaved: takes(saved).gives<void>(),
  },
  streams: {},
};
