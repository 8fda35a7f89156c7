import type { UserId } from '../../ids.ts';
import { claimedTs } from '../../claimedTs.ts';
import { field } from '../../read/json.ts';
import { cut } from '../../text/plainText.ts';
import type { RoomAnswer } from './answer.ts';
import { withTarget } from './redactionTarget.ts';
import { bundledRowsOf, rowOf, type WireEvent } from './rowOf.ts';
import type { PersonRow, ReceiptRow } from './rows.ts';
import type { SyncedReceipt, SyncedRoom } from './syncedRoom.ts';

/** Much less is ever shown of one. */
const longestProfile = 1_000;

/** A room's part of a sync answer as the store takes it. `arrived`: when the answer came, in milliseconds since the epoch. */
export function roomAnswerOf({ roomId, events, limited, prevBatch, state, receipts }: SyncedRoom, arrived: number): RoomAnswer {
  const create = [...state, ...events].find(({ type, state_key: key }) => type === 'm.room.create' && key === '');
  const version = create ? versionOf(create) : null;
  const createdTs = create ? claimedTs(create.origin_server_ts, 0, arrived) : null;
  return {
    roomId,
    createdTs,
    version,
    events: events.map((event) => withTarget(rowOf(event, arrived, createdTs ?? 0), version)),
    bundled: events.flatMap((event) => bundledRowsOf(event, arrived, createdTs ?? 0)),
    limited,
    prevBatch,
    receipts: receipts.map((receipt) => receiptRow(receipt, arrived)),
    people: peopleOf(state),
  };
}

/** CS "m.room.create": without one it is the first. */
function versionOf({ content }: WireEvent): string {
  const version = field(content, 'room_version');
  return typeof version === 'string' ? cut(version, longestProfile) : '1';
}

function receiptRow({ userId, thread, isPrivate, eventId, ts }: SyncedReceipt, arrived: number): ReceiptRow {
  return { userId, thread: thread ?? '', isPrivate, eventId, ts: claimedTs(ts, 0, arrived) };
}

/** Members that a state names. */
export const peopleOf = (state: readonly WireEvent[]): readonly PersonRow[] =>
  state.filter(({ type }) => type === 'm.room.member').flatMap(personRow);

function personRow({ state_key: userId, content, unsigned }: WireEvent): PersonRow[] {
  const membership = field(content, 'membership');
  if (!userId || typeof membership !== 'string') return [];
  // Who leaves gives no name, and what they have said keeps the one that they had.
  const before = field(unsigned, 'prev_content');
  const profile = (name: string): string | null =>
    textOf(field(content, name)) ?? (membership === 'join' ? null : textOf(field(before, name)));
  return [
    { userId: userId as UserId, name: profile('displayname'), avatar: profile('avatar_url'), membership: cut(membership, longestProfile) },
  ];
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? cut(value, longestProfile) : null);
