import fc from 'fast-check';
import type { EventId, UserId } from '../../ids.ts';
import type { GapRow, EventRow } from '../history/rows.ts';
import type { PlacedReceipt } from './readers.ts';
import { bob, cid, edit, me, member, reaction, redaction, row, sealed, secret, text } from './rows.fixtures.ts';
import type { PlacedEvent, WindowChange } from './timelineWindow.ts';

export type Step =
  | { readonly is: 'placed'; readonly row: EventRow; readonly pos: number }
  /** It has no place in the line. */
  | { readonly is: 'related'; readonly row: EventRow }
  /** A key, or a redaction that the store has applied, if the event has come. */
  | { readonly is: 'changed'; readonly row: EventRow }
  | { readonly is: 'gap'; readonly gap: GapRow }
  | { readonly is: 'told'; readonly change: Pick<WindowChange, 'receipts' | 'people' | 'doubted'> };

const who = fc.constantFrom(me, bob, cid);
const most = 16;
const target = fc.nat(most - 1).map((n): EventId => `$w${n}`);
const kind = fc.record({
  what: fc.constantFrom(
    'text',
    'text',
    'text',
    'edit',
    'edit',
    'edit',
    'reaction',
    'reaction',
    'redaction',
    'member',
    'topic',
    'reply',
    'odd',
  ),
  of: target,
  /** By the sender of the edited message, so that it counts. */
  isOwnEdit: fc.boolean(),
  sender: who,
  ts: fc.nat(50),
  encrypted: fc.boolean(),
  /** Before its key came. */
  before: fc.constantFrom('untried', 'failed'),
  key: fc.constantFrom('👍', '🎉', 'x'),
  hasPlace: fc.boolean(),
  isPruned: fc.boolean(),
  txnId: fc.constantFrom(null, null, 't1', 't2'),
});
type Kind = typeof kind extends fc.Arbitrary<infer T> ? T : never;

function rowOfKind({ what, of, sender, ts, key, txnId }: Kind, n: number): EventRow {
  const more = { eventId: `$w${n}` as const, sender, ts, txnId };
  switch (what) {
    case 'edit':
      return edit(of, `edit ${n}`, more);
    case 'reaction':
      return reaction(of, key, more);
    case 'redaction':
      return redaction(of, more);
    case 'member':
      return member(sender, { membership: 'join', displayname: `name ${n}` }, { membership: 'join' }, more);
    case 'topic':
      return row('m.room.topic', { topic: `topic ${n}` }, { ...more, stateKey: '' });
    case 'reply':
      return row('m.room.message', { msgtype: 'm.text', body: 'r', 'm.relates_to': { 'm.in_reply_to': { event_id: of } } }, more);
    case 'odd':
      return { ...text('odd', more), content: '{' };
    default:
      return text(`text ${n}`, more);
  }
}

function stepsOf(one: Kind, n: number): Step[] {
  const clear = rowOfKind(one, n);
  const isMessage = clear.stateKey === null && clear.type !== 'm.room.redaction';
  const last = one.encrypted && isMessage ? secret(clear) : clear;
  const came = one.encrypted && isMessage ? sealed(last, one.before as 'untried' | 'failed') : last;
  const isRelation = one.what === 'edit' || one.what === 'reaction';
  const changes: Step[] = [
    ...(came === last ? [] : [{ is: 'changed' as const, row: last }]),
    ...(one.isPruned
      ? [{ is: 'changed' as const, row: { ...last, state: 'clear' as const, content: '{}', redactedBy: '$p' as const } }]
      : []),
  ];
  return [isRelation && !one.hasPlace ? { is: 'related', row: came } : { is: 'placed', row: came, pos: n * 8 }, ...changes];
}

function inCharacter(one: Kind, kinds: readonly Kind[]): Kind {
  const edited = kinds[Number(one.of.slice(2))];
  return one.what === 'edit' && one.isOwnEdit && edited ? { ...one, sender: edited.sender, encrypted: edited.encrypted } : one;
}

const receipt = fc
  .record({ userId: who, eventId: target, thread: fc.constantFrom('', 'main', '$w1'), isPrivate: fc.boolean(), ts: fc.nat(50) })
  .map((one): Step => ({ is: 'told', change: { receipts: [{ ...one, pos: null } satisfies PlacedReceipt] } }));
const person = fc
  .record({ userId: who, name: fc.constantFrom('A', 'B', 'C') })
  .map((one): Step => ({ is: 'told', change: { people: [one] } }));
const doubt = target.map((eventId): Step => ({ is: 'told', change: { doubted: [eventId] } }));
const gap = fc
  .record({ at: fc.nat(most), soft: fc.boolean() })
  .map(({ at, soft }): Step => ({ is: 'gap', gap: { line: 1, pos: at * 8 - 4, back: 't', fwd: null, soft } }));

/** What comes to a room, in any order: an edit before its message, a key before its event, a reaction to what nobody ever sees. */
export const life: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(kind, { minLength: 6, maxLength: most }),
    fc.array(fc.oneof(receipt, person, doubt, gap), { maxLength: 12 }),
    fc.infiniteStream(fc.nat(1_000_000)),
  )
  .map(([kinds, others, order]) => {
    const steps = [...kinds.map((one) => inCharacter(one, kinds)).flatMap(stepsOf), ...others];
    const keys = steps.map(() => order.next().value as number);
    return steps
      .map((step, n) => [keys[n]!, n, step] as const)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([, , step]) => step);
  });

/** What the store knows after some steps. */
export class FakeHistory {
  readonly placed = new Map<EventId, PlacedEvent>();
  readonly related = new Map<EventId, EventRow>();
  readonly gaps = new Map<number, GapRow>();
  readonly told: WindowChange[] = [];

  /** Returns what a window of the line is told; null: nothing has come of it. */
  take(step: Step): WindowChange | null {
    switch (step.is) {
      case 'told':
        this.told.push(step.change);
        return this.nowPlaced(step.change);
      case 'gap':
        this.gaps.set(step.gap.pos, step.gap);
        return { gaps: [step.gap] };
      case 'placed':
        this.placed.set(step.row.eventId, step);
        return { placed: [step], rows: this.relationsOf([step.row]) };
      case 'related':
        this.related.set(step.row.eventId, step.row);
        return { rows: [step.row, ...this.relationsOf([step.row])] };
      case 'changed':
        return this.change(step.row);
    }
  }

  /** As the store tells of receipts: with the places of their events. */
  nowPlaced(change: WindowChange): WindowChange {
    const receipts = change.receipts?.map((receipt) => ({ ...receipt, pos: this.placed.get(receipt.eventId)?.pos ?? null }));
    return receipts ? { ...change, receipts } : change;
  }

  /** Where each person has read to in all of the line. */
  readTo(): ReadonlyMap<UserId, number> {
    const newest = new Map<string, PlacedReceipt>();
    for (const { receipts = [] } of this.told)
      for (const one of receipts)
        if (!one.isPrivate && (one.thread === '' || one.thread === 'main')) newest.set(`${one.userId} ${one.thread}`, one);
    const to = new Map<UserId, number>();
    const reach = (userId: UserId, pos: number): unknown => to.set(userId, Math.max(pos, to.get(userId) ?? -Infinity));
    for (const { userId, eventId } of newest.values()) reach(userId, this.placed.get(eventId)?.pos ?? -Infinity);
    for (const { row: one, pos } of this.placed.values()) reach(one.sender, pos);
    return to;
  }

  /** Whatever relates to them, and to that. */
  relationsOf(rows: readonly EventRow[]): readonly EventRow[] {
    const all = [...this.related.values(), ...[...this.placed.values()].map((one) => one.row)];
    const found = new Set(rows.map((one) => one.eventId));
    const near = all.filter((one) => one.relTo !== null && found.has(one.relTo));
    const ids = new Set(near.map((one) => one.eventId));
    return [...near, ...all.filter((one) => one.relTo !== null && ids.has(one.relTo))];
  }

  private change(changed: EventRow): WindowChange | null {
    const placed = this.placed.get(changed.eventId);
    const before = placed?.row ?? this.related.get(changed.eventId);
    // What is redacted has no key to wait for.
    if (!before || before.redactedBy !== null) return null;
    if (placed) this.placed.set(changed.eventId, { ...placed, row: changed });
    else this.related.set(changed.eventId, changed);
    return { rows: [changed] };
  }
}
