import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch, diffList, emptyList } from './patch.ts';
import type { Patch, PatchedList } from './patch.ts';

interface Row {
  readonly id: string;
  readonly value: number;
}
const same = (a: Row, b: Row): boolean => a.value === b.value;
const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefghijkl'), value: fc.integer({ min: 0, max: 3 }) }), {
  selector: (row) => row.id,
});

function first(items: readonly Row[]): PatchedList<Row> {
  return applyPatch<Row>(emptyList, { seq: 0, ops: [{ op: 'reset', items }] }) as PatchedList<Row>;
}

test('a list that follows the patches is the list they were made from', () => {
  fc.assert(
    fc.property(fc.array(rows, { minLength: 1, maxLength: 6 }), (lists) => {
      let shown = first(lists[0]!);
      lists.slice(1).forEach((next, index) => {
        const ops = diffList(shown.items, next, same);
        shown = applyPatch(shown, { seq: index + 1, ops }) as PatchedList<Row>;
        expect(shown.items).toEqual(next);
      });
    }),
    { numRuns: 500 },
  );
});

test('a lost, doubled or late patch asks for a new subscription', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2, max: 9 }), (seq) => {
      const shown: PatchedList<Row> = { seq: 3, items: [{ id: 'a', value: 1 }] };
      const patch: Patch<Row> = { seq, ops: [{ op: 'drop', id: 'a' }] };
      expect(applyPatch(shown, patch) === 'resubscribe').toBe(seq !== 4);
    }),
  );
});

test('a put behind an item that is not there asks for a new subscription', () => {
  expect(applyPatch(first([]), { seq: 1, ops: [{ op: 'put', item: { id: 'a', value: 1 }, after: 'gone' }] })).toBe('resubscribe');
});

test('one new message is one op; one room that rises to the top is one op', () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ id: `r${index}`, value: 0 }));
  expect(diffList(many, [...many, { id: 'new', value: 0 }], same)).toHaveLength(1);
  expect(diffList(many, [many[700]!, ...many.filter((row) => row.id !== 'r700')], same)).toEqual([
    { op: 'put', item: many[700], after: null },
  ]);
});

test('the list that is patched stays as it was', () => {
  const shown = first([{ id: 'a', value: 1 }]);
  applyPatch(shown, { seq: 1, ops: [{ op: 'drop', id: 'a' }] });
  expect(shown.items).toEqual([{ id: 'a', value: 1 }]);
});
