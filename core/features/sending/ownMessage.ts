import type { EventId, TxnId } from '../../ids.ts';
import type { Person } from '../rooms/model.ts';
import type { MessageItem, SendState } from '../timeline/model.ts';
import type { Written } from './calls.ts';

interface Own {
  readonly txnId: TxnId;
  readonly eventId: EventId | null;
  readonly sender: Person;
  readonly ts: number;
  readonly encrypted: boolean;
  /** Null: the server has it. */
  readonly send: SendState | null;
}

/** How a message looks to those who have written it, until its event is there: under its transaction ID, as the event will be. */
export function ownMessage({ txnId, eventId, sender, ts, encrypted, send }: Own, { body, formattedBody, msgtype }: Written): MessageItem {
  return {
    kind: 'message',
    id: txnId,
    eventId,
    txnId,
    sender,
    own: true,
    ts,
    body: { type: msgtype === 'm.emote' ? 'emote' : 'text', text: body, html: formattedBody },
    edited: false,
    encrypted,
    mentionsMe: false,
    send,
    readBy: [],
  };
}
