// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { EventId, UserId } from '../../../core/ids.ts';
import type { MessageItem, StateChange, StateItem, TimelineItem } from '../../../core/features/timeline/model.ts';
import { buildRows, countFresh, firstFresh, grewAtFront, type Row } from './rows.ts';
import { foldWords } from './message/foldWords.ts';

const minute = 60_000;
const noon = new Date(2026, 2, 14, 12, 0).getTime();
const person = (name: string) => ({ userId: `@${name}:s` as UserId, name });

function message(id: string, sender: string, ts: number, more: Partial<MessageItem> = {}): MessageItem {
  return {
    kind: 'message',
    id,
    eventId: id as EventId,
    txnId: null,
    sender: person(sender),
    own: sender === 'me',
    ts,
    body: { type: 'text', text: id, html: null },
    edited: false,
    encrypted: true,
    mentionsMe: false,
    send: null,
    readBy: [],
    ...more,
  };
}

function state(id: string, ts: number, change: StateChange, actor = 'ann'): StateItem {
  return { kind: 'state', id, eventId: id as EventId, actor: person(actor), ts, change };
}

const plain = { newAfter: null, roomEncrypted: true };
const rowsOf = (items: readonly TimelineItem[], more: Partial<Parameters<typeof buildRows>[1]> = {}): Row[] =>
  buildRows(items, { ...plain, ...more });
const sketch = (rows: readonly Row[]): string[] =>
  rows.map((row) =>
    row.kind === 'message' ? `${row.head ? 'head' : 'body'} ${row.key}` : row.kind === 'states' ? `fold ${row.items.length}` : row.kind,
  );

describe('groups of one sender', () => {
  test('share one head for five minutes from the first, not longer', () => {
    const items = [message('$1', 'ann', noon), message('$2', 'ann', noon + 5 * minute), message('$3', 'ann', noon + 5 * minute + 1)];
    expect(sketch(rowsOf(items))).toEqual(['top', 'day', 'head $1', 'body $2', 'head $3', 'end']);
  });

  test('end where somebody else writes, where something happens, and where the "New" line is', () => {
    const items = [
      message('$1', 'ann', noon),
      message('$2', 'ben', noon + 1),
      message('$3', 'ann', noon + 2),
      state('$4', noon + 3, { what: 'joined', who: person('cy') }),
      message('$5', 'ann', noon + 4),
      message('$6', 'ann', noon + 5),
    ];
    expect(sketch(rowsOf(items, { newAfter: '$5' as EventId }))).toEqual([
      'top',
      'day',
      'head $1',
      'head $2',
      'head $3',
      'fold 1',
      'head $5',
      'head $6',
      'end',
    ]);
  });
});

describe('days', () => {
  test('are parted at local midnight, and begin a group', () => {
    const midnight = new Date(2026, 2, 15, 0, 0).getTime();
    const items = [message('$1', 'ann', midnight - 1), message('$2', 'ann', midnight)];
    expect(sketch(rowsOf(items))).toEqual(['top', 'day', 'head $1', 'day', 'head $2', 'end']);
  });

  test('have keys of their own', () => {
    const keys = rowsOf([message('$1', 'ann', noon), message('$2', 'ann', noon + 24 * 60 * minute)]).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('state events', () => {
  const joins = ['cy', 'di', 'ed', 'fi', 'gus'].map((name, index) =>
    state(`$${name}`, noon + index, { what: 'joined', who: person(name) }, name),
  );

  test('that follow each other are one row', () => {
    expect(sketch(rowsOf([...joins, message('$m', 'ann', noon + 9)]))).toEqual(['top', 'day', 'fold 5', 'head $m', 'end']);
  });

  test('are said in one line', () => {
    expect(foldWords(joins.slice(0, 1))).toBe('cy joined');
    expect(foldWords(joins.slice(0, 2))).toBe('cy and di joined');
    expect(foldWords(joins)).toBe('cy, di, ed, and 2 others joined');
    expect(foldWords([joins[0]!, state('$t', noon, { what: 'topicSet', topic: 'x' })])).toBe('2 changes by cy and ann');
  });
});

describe('the "New" line', () => {
  const items = [message('$1', 'ann', noon), message('$2', 'me', noon + 1), message('$3', 'ben', noon + 2), message('$4', 'ben', noon + 3)];

  test('stands before the first message of somebody else', () => {
    expect(firstFresh(items, '$1' as EventId)?.id).toBe('$3');
    const fresh = rowsOf(items, { newAfter: '$1' as EventId }).filter((row) => 'fresh' in row && row.fresh);
    expect(fresh.map((row) => row.key)).toEqual(['$3']);
    expect(countFresh(items, '$1' as EventId)).toBe(2);
  });

  test('is absent where all is read or the place is not loaded', () => {
    expect(firstFresh(items, '$4' as EventId)).toBeUndefined();
    expect(firstFresh(items, '$gone' as EventId)).toBeUndefined();
    expect(firstFresh(items, null)).toBeUndefined();
  });
});

test('an unencrypted message is marked only behind the beginning of encryption, and never while it is being sent', () => {
  const items = [
    message('$1', 'ann', noon, { encrypted: false }),
    state('$2', noon + 1, { what: 'encryptionOn' }),
    message('$3', 'ann', noon + 2, { encrypted: false }),
    message('$4', 'me', noon + 3, { encrypted: false, send: { is: 'sending' } }),
  ];
  const bare = rowsOf(items).flatMap((row) => (row.kind === 'message' && row.bare ? [row.key] : []));
  expect(bare).toEqual(['$3']);
});

test('only rows put in front count as grown at the front', () => {
  const [a, b, c] = [message('$a', 'ann', noon), message('$b', 'ann', noon + 1), message('$c', 'ben', noon + 2)];
  expect(grewAtFront(rowsOf([b, c]), rowsOf([a, b, c]))).toBe(true);
  expect(grewAtFront(rowsOf([a, b]), rowsOf([a, b, c]))).toBe(false);
  expect(grewAtFront(rowsOf([a]), rowsOf([b, c]))).toBe(false);
  expect(grewAtFront(rowsOf([]), rowsOf([a]))).toBe(false);
});

test('a clock that runs wrong brings a day back: every row has a key of its own', () => {
  const day = 24 * 60 * minute;
  const rows = buildRows([message('$1', 'a', noon), message('$2', 'b', noon - day), message('$3', 'a', noon)], {
    newAfter: null,
    roomEncrypted: false,
  });
  expect(rows.filter(({ kind }) => kind === 'day')).toHaveLength(3);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});
