import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch, emptyList } from '../../core/patch.ts';
import type { PatchedList } from '../../core/patch.ts';
import { ListFeed } from './listFeed.ts';
import { sameData } from '../../core/sameData.ts';

interface Item {
  readonly id: string;
  readonly text: string;
}

const list = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), text: fc.constantFrom('x', 'y') }), {
  selector: (item) => item.id,
});

test('whoever subscribes, whenever, ends with the same list', () => {
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 6 }), fc.nat(5), (versions, when) => {
      const feed = new ListFeed<Item>(sameData);
      const copies: PatchedList<Item>[] = [];
      const subscribe = (): void => {
        const index = copies.push(emptyList) - 1;
        feed.listen((patch) => {
          const next = applyPatch(copies[index]!, patch);
          if (next === 'resubscribe') throw new Error('a patch did not fit');
          copies[index] = next;
        });
      };
      subscribe();
      versions.forEach((version, index) => {
        if (index === when) subscribe();
        feed.set(version);
      });
      for (const copy of copies) expect(copy.items).toEqual(versions.at(-1));
    }),
  );
});

test('what did not change is not sent', () => {
  const feed = new ListFeed<Item>(sameData);
  let patches = 0;
  feed.listen(() => patches++);
  feed.set([{ id: 'a', text: 'x' }]);
  feed.set([{ id: 'a', text: 'x' }]);
  expect(patches).toBe(1);
});

test('nobody hears anything before there is a list, nor after leaving', () => {
  const feed = new ListFeed<Item>(sameData);
  let patches = 0;
  const leave = feed.listen(() => patches++);
  expect(patches).toBe(0);
  feed.set([]);
  expect(patches).toBe(1);
  leave();
  feed.set([{ id: 'a', text: 'x' }]);
  expect(patches).toBe(1);
});
