import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftWriter } from './draftWriter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(takesMs = 0): { writer: DraftWriter; writes: string[] } {
  const writes: string[] = [];
  const write = (text: string): Promise<void> => {
    writes.push(text);
    return new Promise((resolve) => setTimeout(resolve, takesMs));
  };
  return { writer: new DraftWriter('', write), writes };
}

test('the first key is written at once, the rest every 300 ms, the last always', async () => {
  const { writer, writes } = setUp();
  for (const text of ['a', 'ab', 'abc']) writer.change(text);
  expect(writes).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(299);
  expect(writes).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(2);
  expect(writes).toEqual(['a', 'abc']);
});

test('a flush does not wait, and writes nothing twice', async () => {
  const { writer, writes } = setUp();
  writer.change('a');
  await vi.advanceTimersByTimeAsync(1);
  writer.change('ab');
  writer.flush();
  writer.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(writes).toEqual(['a', 'ab']);
});

test('writes never overtake each other', async () => {
  const { writer, writes } = setUp(1000);
  writer.change('a');
  writer.change('');
  writer.flush();
  expect(writes).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1001);
  expect(writes).toEqual(['a', '']);
  expect(writer.text).toBe('');
});

test('settled means that the last text has been written', async () => {
  const { writer, writes } = setUp(500);
  writer.change('a');
  writer.change('ab');
  let done = false;
  void writer.settled().then(() => (done = true));
  await vi.advanceTimersByTimeAsync(999);
  expect(done).toBe(false);
  await vi.advanceTimersByTimeAsync(2);
  expect(done).toBe(true);
  expect(writes).toEqual(['a', 'ab']);
});

test('dropped, it writes nothing more', async () => {
  const { writer, writes } = setUp();
  writer.change('a');
  writer.change('ab');
  writer.drop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(writes).toEqual(['a']);
});
