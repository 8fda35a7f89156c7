import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { eventId, ofRoom, roomId, txnId } from '../../declare/pageShapes.ts';
import type { EventId } from '../../ids.ts';
import type { Person } from '../rooms/model.ts';
import type { MessageBody } from '../timeline/model.ts';

/** A message that somebody asks for by its ID, as it reads now. */
export interface Quote {
  readonly eventId: EventId;
  readonly sender: Person;
  readonly ts: number;
  readonly body: MessageBody;
}

/** How a message read at a time. */
export interface Version {
  readonly ts: number;
  readonly body: MessageBody;
}

export interface EditHistory {
  /** Oldest first: what was sent at first, and each edit that counts (CS "Validity of replacement events"). */
  readonly versions: readonly Version[];
  /** The server was asked, and has no more. */
  readonly isWhole: boolean;
}

const mostQuotes = 200;
const ofEvent = z.strictObject({ roomId, eventId });

export const messagesOffer = {
  calls: {
    /** What can be had of these, here or at the server; in their order. */
    quotes: takes(z.strictObject({ roomId, eventIds: z.readonly(z.array(eventId).check(z.maxLength(mostQuotes))) })).gives<
      readonly Quote[]
    >(),
    editHistory: takes(ofEvent).gives<EditHistory>(),
    /** Sends what a message says to another room, through the queue, without what it answered, mentioned or replaced. */
    forward: takes(z.strictObject({ roomId, eventId, to: roomId, txnId })).gives<void>(),
    /** Servers by which others find the room (Appendices, "Routing"). */
    viaServers: takes(ofRoom).gives<readonly string[]>(),
  },
  streams: {},
};
