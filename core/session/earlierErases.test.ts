import { expect, test } from 'vitest';
import type { EraseJournal } from './eraseJournal.ts';
import { allErased } from './eraseProgress.ts';
import type { EarlierErase } from './events.ts';
import { firstState, step } from './machine.ts';
import { edgesWhere, walk } from './walk.fixtures.ts';

const journal: EraseJournal = {
  v: 1,
  slug: 's',
  vaultEntries: [{ name: '@a:hs', deviceId: 'D' }],
  reason: 'deviceReplaced',
  at: 7,
  dataGone: false,
};
const left: readonly EarlierErase[] = [
  { is: 'eraseUnfinished', journal },
  { is: 'eraseUnread', reason: 'signedOutElsewhere', at: 1, keysLeft: true },
];
const started = (outcome: EarlierErase) => step(firstState().state, { type: 'started', attempt: 1, outcome });

test('E3 an erase that was cut off goes on by its journal, and ends like any other', () => {
  const begun = started({ is: 'eraseUnfinished', journal });
  expect(begun).toEqual({
    next: {
      phase: 'erasing',
      attempt: 2,
      reason: 'deviceReplaced',
      at: 7,
      progress: { keys: 'waiting', messages: 'waiting', files: 'waiting', traces: 'waiting' },
    },
    effects: [{ do: 'finishErase', journal, attempt: 2 }],
  });
  const ended = step(begun!.next, { type: 'eraseEnded', attempt: 2, progress: allErased });
  expect(ended?.next).toMatchObject({ phase: 'erased', reason: 'deviceReplaced', at: 7, progress: allErased });
});

test.each([true, false])('E4 E6 what nobody has read of is said; keys that are left (%s) are ticked off once they are gone', (keysLeft) => {
  const begun = started({ is: 'eraseUnread', reason: 'signedOutElsewhere', at: 1, keysLeft });
  expect(begun?.next).toMatchObject({ phase: 'erased', progress: { ...allErased, keys: keysLeft ? 'retrying' : 'done' } });
  expect(begun?.effects).toEqual(keysLeft ? [{ do: 'awaitKeys', attempt: 1 }] : []);
  const gone = { type: 'eraseProgressed', attempt: 1, progress: allErased } as const;
  expect(step(begun!.next, gone)?.next).toMatchObject({ phase: 'erased', progress: allErased });
  // Once it is read, or somebody has signed in there, nothing of it comes back.
  const read = step(begun!.next, { type: 'noticeRead' })!.next;
  expect(step(read, gone)).toBeNull();
});

test('E9 only a start goes on with an erase: in no other phase does what is left of one destroy anything', () => {
  expect(
    new Set(edgesWhere({}, ({ effects }) => effects.some((effect) => effect.do === 'finishErase')).map(({ from }) => from.phase)),
  ).toEqual(new Set(['starting']));
  let asked = 0;
  for (const { to } of walk()) {
    if (to.phase === 'starting') continue;
    for (const outcome of left) expect(step(to, { type: 'started', attempt: to.attempt, outcome })).toBeNull();
    asked += 1;
  }
  expect(asked).toBeGreaterThan(1_000);
});
