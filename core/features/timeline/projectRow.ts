import type { EventId, RoomId, UserId } from '../../ids.ts';
import type { Person } from '../rooms/model.ts';
import type { BrokenItem, MessageBody, StateItem } from './model.ts';
import { field } from '../../read/json.ts';
import { prunedContent } from '../history/pruned.ts';
import type { EventRow } from '../history/rows.ts';
import { isShownMessage } from './isShownMessage.ts';
import type { KnownRow, KnownRows } from './knownRows.ts';
import { messageBody } from './messageBody.ts';
import type { ProjectedMessage } from './projected.ts';
import { tallied } from '../polls/tally.ts';
import { reactionsOf } from './reactions.ts';
import { shownEdit, unedited, type EditSide, type ShownEdit } from './shownEdit.ts';
import { stateChange } from './stateChange.ts';
import { undecryptableReason } from './undecryptableReason.ts';

/** What a row's item depends on besides the row. */
export interface Around {
  readonly me: UserId;
  readonly rows: KnownRows;
  personOf(userId: UserId): Person;
  /** Something speaks against the sender of this encrypted event. */
  isDoubted(eventId: EventId): boolean;
  /** Whoever may delete what others write may end their polls; absent: nobody is known to. */
  mayRedact?(userId: UserId): boolean;
  /** Logs it; returns the reference under which it is found. */
  fault(what: string, cause: unknown): string;
}

export type RowItem = ProjectedMessage | StateItem | BrokenItem;

/**
 * The item of an event, without who has read it; null: it has no row of its own. What awaits its keys has none for the moment that it
 * takes.
 */
export function projectRow(known: KnownRow, around: Around): RowItem | null {
  try {
    if (known.content === null) throw new Error('what was kept of an event is no JSON');
    return known.row.stateKey === null ? messageItem(known, known.content, around) : stateItem(known, known.row.stateKey, around);
  } catch (cause) {
    const { eventId, ts } = known.row;
    return { kind: 'broken', id: eventId, eventId, ts, ref: around.fault('an event could not be shown', cause) };
  }
}

function messageItem(known: KnownRow, content: NonNullable<KnownRow['content']>, around: Around): ProjectedMessage | null {
  const { row } = known;
  const isRedacted = around.rows.isRedacted(known);
  if (!isShownMessage(row.type, row.relType, isRedacted ? {} : content)) return null;
  if (row.state === 'untried' && !isRedacted) return null;
  const own = row.sender === around.me;
  const txnId = own ? row.txnId : null;
  const relations = isRedacted ? [] : readable(around.rows.relationsOf(row.eventId), around);
  const edit = row.state === 'clear' ? editOf(known, relations, around) : unedited;
  return {
    kind: 'message',
    id: txnId ?? row.eventId,
    eventId: row.eventId,
    txnId,
    sender: around.personOf(row.sender),
    own,
    ts: row.ts,
    body: isRedacted ? { type: 'redacted' } : withVotes(bodyOf(row, edit.content ?? content), row, around),
    edited: edit.content !== null,
    ...(edit.refused !== null && { refusedEdit: edit.refused }),
    ...(around.isDoubted(row.eventId) && { doubt: 'otherSender' as const }),
    encrypted: row.wire,
    mentionsMe: !own && !isRedacted && row.mention,
    send: null,
    readBy: [],
    answers: isRedacted ? null : answered(content),
    thread: row.thread,
    reactions: relations.length === 0 ? [] : reactionsOf(relations, around.me, (userId) => around.personOf(userId)),
  };
}

function bodyOf(row: EventRow, content: NonNullable<KnownRow['content']>): MessageBody {
  return row.state === 'clear' ? messageBody(row.type, content) : { type: 'undecryptable', reason: undecryptableReason(row.reason) };
}

/** Also of what nobody can read: it may be a vote. */
function withVotes(body: MessageBody, row: EventRow, around: Around): MessageBody {
  if (body.type !== 'poll') return body;
  const related = [...around.rows.relationsOf(row.eventId)].filter(
    (one) => one.row.relType === 'm.reference' && one.row.state !== 'untried',
  );
  const votes = related
    .filter((one) => !around.rows.isRedacted(one))
    .map(({ row: { eventId, type, sender, ts, state, wire }, content }) => ({
      ...{ eventId, type, sender, ts, content },
      isReadable: state === 'clear',
      isEncrypted: wire,
      isDoubted: around.isDoubted(eventId),
    }));
  const mayEnd = (userId: UserId): boolean => userId === row.sender || around.mayRedact?.(userId) === true;
  return tallied(body, votes, { me: around.me, isEncrypted: row.wire, mayEnd });
}

/** What nobody can read yet says nothing about others. */
function readable(relations: Iterable<KnownRow>, { rows }: Around): readonly KnownRow[] {
  return [...relations].filter((one) => one.row.state === 'clear' && one.content !== null && !rows.isRedacted(one));
}

function editOf(known: KnownRow, relations: readonly KnownRow[], around: Around): ShownEdit {
  const edits = relations.filter(({ row }) => row.relType === 'm.replace');
  return edits.length === 0
    ? unedited
    : shownEdit(
        sideOf(known, around),
        edits.map((edit) => sideOf(edit, around)),
      );
}

/** A window is of one room. */
const room: RoomId = '!';

function sideOf({ row, content }: KnownRow, around: Around): EditSide {
  return {
    eventId: row.eventId,
    roomId: room,
    sender: row.sender,
    type: row.type,
    isState: row.stateKey !== null,
    isEdit: row.relType === 'm.replace',
    isEncrypted: row.wire,
    isDoubted: around.isDoubted(row.eventId),
    ts: row.ts,
    content: content ?? {},
  };
}

/** In a thread it may only be there for clients that know of none (CS "Fallback for unthreaded clients"). */
function answered(content: NonNullable<KnownRow['content']>): EventId | null {
  const relation = field(content, 'm.relates_to');
  const id = field(field(relation, 'm.in_reply_to'), 'event_id');
  const isFallback = field(relation, 'rel_type') === 'm.thread' && field(relation, 'is_falling_back') === true;
  return typeof id === 'string' && !isFallback ? (id as EventId) : null;
}

function stateItem(known: KnownRow, stateKey: string, around: Around): StateItem | null {
  const { eventId, type, sender, ts } = known.row;
  const isRedacted = around.rows.isRedacted(known);
  const content = isRedacted ? prunedContent(type, known.content ?? {}) : (known.content ?? {});
  const event = { type, stateKey, sender, content, before: isRedacted ? {} : known.before, isRedacted };
  const change = stateChange(event, (userId) => around.personOf(userId));
  return change && { kind: 'state', id: eventId, eventId, actor: around.personOf(sender), ts, change };
}
