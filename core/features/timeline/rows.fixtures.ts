import type { EventId, UserId } from '../../ids.ts';
import { rowOf, type WireEvent } from '../history/rowOf.ts';
import type { EventRow } from '../history/rows.ts';

export const me = '@me:hs' as const;
export const bob = '@bob:hs' as const;
export const cid = '@cid:hs' as const;

type Content = Readonly<Record<string, unknown>>;
type More = Partial<Omit<EventRow, 'content'>>;

let counter = 0;

/** As the split makes it of an event on the wire. */
export function row(type: string, content: Content, more: More = {}): EventRow {
  const n = ++counter;
  const { stateKey, sender = bob, eventId = `$e${n}`, ts = n, ...rest } = more;
  const event: WireEvent = {
    event_id: eventId,
    type,
    sender,
    origin_server_ts: ts,
    content,
    ...(typeof stateKey === 'string' && { state_key: stateKey }),
  };
  return { ...rowOf(event, 1_700_000_000_000), ...rest };
}

export const text = (body: string, more?: More): EventRow => row('m.room.message', { msgtype: 'm.text', body }, more);

/** Decrypted. */
export const secret = (clear: EventRow): EventRow => ({ ...clear, wire: true, session: 's' });
/** As it lay there before. */
export const sealed = (clear: EventRow, state: 'untried' | 'failed' = 'untried', reason: string | null = null): EventRow => ({
  ...clear,
  type: 'm.room.encrypted',
  wire: true,
  session: 's',
  state,
  reason,
  content: '{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"x"}',
});

export const edit = (of: EventId, body: unknown, more?: More): EventRow =>
  row(
    'm.room.message',
    {
      msgtype: 'm.text',
      body: `* ${String(body)}`,
      'm.new_content': typeof body === 'string' ? { msgtype: 'm.text', body } : body,
      'm.relates_to': { rel_type: 'm.replace', event_id: of },
    },
    more,
  );
export const reaction = (to: EventId, key: unknown, more?: More): EventRow =>
  row('m.reaction', { 'm.relates_to': { rel_type: 'm.annotation', event_id: to, key } }, more);
export const redaction = (of: EventId, more?: More): EventRow => row('m.room.redaction', { redacts: of }, more);
export const member = (userId: UserId, content: Content, before?: Content, more: More = {}): EventRow => ({
  ...row('m.room.member', content, { stateKey: userId, sender: userId, ...more }),
  extra: before ? JSON.stringify({ prevContent: before }) : null,
});
