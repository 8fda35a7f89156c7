import { expect, test } from 'vitest';
import { SideDoors } from './sideDoors.ts';

function door() {
  const world = { now: 0, acting: true };
  return { world, doors: new SideDoors({ monotonic: () => world.now, isPersonActing: () => Promise.resolve(world.acting) }) };
}

const outcome = (passing: Promise<void>): Promise<unknown> =>
  passing.then(
    () => 'passed',
    (cause: { error: unknown }) => cause.error,
  );

test('T44 S-4 nothing passes without somebody who clicks or types', async () => {
  const { world, doors } = door();
  world.acting = false;
  expect(await outcome(doors.link())).toEqual({ code: 'badArgument', field: 'gesture' });
  expect(await outcome(doors.lookUp())).toEqual({ code: 'badArgument', field: 'gesture' });
  world.acting = true;
  expect(await outcome(doors.link())).toBe('passed');
  expect(await outcome(doors.lookUp())).toBe('passed');
});

test('T44 S-4 and nothing faster than people are, each door for itself', async () => {
  const { world, doors } = door();
  for (let turn = 0; turn < 3; turn++) expect(await outcome(doors.link())).toBe('passed');
  expect(await outcome(doors.link())).toEqual({ code: 'rateLimited', retryAfterMs: 1_000 });
  expect(await outcome(doors.lookUp())).toBe('passed');
  world.now = 999;
  expect(await outcome(doors.link())).toEqual({ code: 'rateLimited', retryAfterMs: 1 });
  world.now = 1_000;
  expect(await outcome(doors.link())).toBe('passed');
  expect(await outcome(doors.link())).toMatchObject({ code: 'rateLimited' });
  // However long nobody came, no more than the burst is saved up.
  world.now = 1_000_000;
  for (let turn = 0; turn < 3; turn++) expect(await outcome(doors.link())).toBe('passed');
  expect(await outcome(doors.link())).toMatchObject({ code: 'rateLimited' });
});
