import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftKeeper } from './draftKeeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(takesMs = 0): { keeper: DraftKeeper; writes: string[] } {
  const writes: string[] = [];
  const write = (text: string): Promise<void> => {
    writes.push(text);
    return new Promise((resolve) => setTimeout(resolve, takesMs));
  };
  return { keeper: new DraftKeeper('', write), writes };
}

test('the first key is written at once, the rest every 300 ms, the last always', async () => {
  const { keeper, writes } = setUp();
  for (const text of ['a', 'ab', 'abc']) keeper.change(text);
  expect(writes).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(299);
  expect(writes).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(2);
  expect(writes).toEqual(['a', 'abc']);
});

test('a flush does not wait, and writes nothing twice', async () => {
  const { keeper, writes } = setUp();
  keeper.change('a');
  await vi.advanceTimersByTimeAsync(1);
  keeper.change('ab');
  keeper.flush();
  keeper.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(writes).toEqual(['a', 'ab']);
});

test('writes never overtake each other', async () => {
  const { keeper, writes } = setUp(1000);
  keeper.change('a');
  keeper.change('');
  keeper.flush();
  expect(writes).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1001);
  expect(writes).toEqual(['a', '']);
  expect(keeper.text).toBe('');
});

test('settled means that the last text has been written', async () => {
  const { keeper, writes } = setUp(500);
  keeper.change('a');
  keeper.change('ab');
  let done = false;
  void keeper.settled().then(() => (done = true));
  await vi.advanceTimersByTimeAsync(999);
  expect(done).toBe(false);
  await vi.advanceTimersByTimeAsync(2);
  expect(done).toBe(true);
  expect(writes).toEqual(['a', 'ab']);
});

test('dropped, it writes nothing more', async () => {
  const { keeper, writes } = setUp();
  keeper.change('a');
  keeper.change('ab');
  keeper.drop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(writes).toEqual(['a']);
});
