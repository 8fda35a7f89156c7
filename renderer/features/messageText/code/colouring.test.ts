// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CodePiece } from './codePiece.ts';
import { Colouring, type Pieces, type Thread } from './colouring.ts';

/** Answers when it is told to, and never by itself: as one that is busy for minutes. */
class FakeThread implements Thread {
  onmessage: Thread['onmessage'] = null;
  onerror: Thread['onerror'] = null;
  ended = false;
  readonly jobs: string[] = [];

  postMessage({ text }: { readonly text: string }): void {
    this.jobs.push(text);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(pieces: Pieces): void {
    this.onmessage?.(new MessageEvent('message', { data: pieces }));
  }
}

const pieces: readonly CodePiece[] = [['let', 'word']];
let threads: FakeThread[] = [];
let colouring = new Colouring(() => new FakeThread());

beforeEach(() => {
  vi.useFakeTimers();
  threads = [];
  colouring = new Colouring(() => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread;
  });
});
afterEach(() => vi.useRealTimers());

test('one text after the other, each once, and known from then on', () => {
  const told: unknown[] = [];
  colouring.ask('a', 'js', (found) => told.push(found));
  colouring.ask('a', 'js', (found) => told.push(found));
  colouring.ask('b', 'js', (found) => told.push(found));
  expect(threads[0]?.jobs).toEqual(['a']);
  threads[0]?.answer(pieces);
  expect(threads[0]?.jobs).toEqual(['a', 'b']);
  threads[0]?.answer(null);
  expect(told).toEqual([pieces, pieces, null]);
  expect(colouring.get('a', 'js')).toEqual(pieces);
  expect(colouring.get('b', 'js')).toBeNull();
  expect(colouring.get('a', 'ts')).toBeUndefined();
  expect(threads).toHaveLength(1);
});

test('T95 code that a grammar never comes to the end of is left as it is, and what waits behind it goes on', () => {
  const told: unknown[] = [];
  colouring.ask('endless', 'js', (found) => told.push(found));
  colouring.ask('b', 'js', (found) => told.push(found));
  vi.advanceTimersByTime(2_000);
  expect(threads[0]?.ended).toBe(true);
  expect(told).toEqual([null]);
  expect(threads[1]?.jobs).toEqual(['b']);
  threads[1]?.answer(pieces);
  expect(told).toEqual([null, pieces]);
  // It is not tried once more.
  expect(colouring.get('endless', 'js')).toBeNull();
});

test('a thread that has nothing to do ends; nothing of an account stays in one', () => {
  colouring.ask('a', 'js', () => undefined);
  threads[0]?.answer(pieces);
  vi.advanceTimersByTime(60_000);
  expect(threads[0]?.ended).toBe(true);

  const told: unknown[] = [];
  colouring.ask('b', 'js', (found) => told.push(found));
  colouring.forget();
  expect(threads[1]?.ended).toBe(true);
  threads[1]?.answer(pieces);
  expect(told).toEqual([]);
  expect(colouring.get('a', 'js')).toBeUndefined();
});

test('it keeps what was used last', () => {
  for (let index = 0; index < 60; index += 1) {
    colouring.ask(`code ${index}`, 'js', () => undefined);
    threads[0]?.answer(pieces);
  }
  expect(colouring.get('code 0', 'js')).toEqual(pieces);
  colouring.ask('one more', 'js', () => undefined);
  threads[0]?.answer(pieces);
  expect(colouring.get('code 0', 'js')).toEqual(pieces);
  expect(colouring.get('code 1', 'js')).toBeUndefined();
});
