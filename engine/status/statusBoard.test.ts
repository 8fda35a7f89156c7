import { expect, test } from 'vitest';
import type { EngineStatus } from '../../core/features/status/model.ts';
import { StatusBoard } from './statusBoard.ts';

function setUp() {
  const board = new StatusBoard(true);
  const seen: EngineStatus[] = [];
  board.feed.listen((status) => seen.push(status));
  return { board, now: () => seen.at(-1)!, seen };
}

test('a held gate covers the network; after it nothing is live until a sync says so', () => {
  const { board, now } = setUp();
  board.setHeld(false);
  board.setNetwork({ is: 'live' });
  board.setHeld(true);
  expect(now().connection).toEqual({ is: 'held' });
  board.setHeld(false);
  expect(now().connection).toEqual({ is: 'connecting' });
  board.setNetwork({ is: 'live' });
  expect(now().connection).toEqual({ is: 'live' });
});

test('down counts from its first failure', () => {
  const { board, now } = setUp();
  board.setNetwork({ is: 'down', error: { code: 'offline' }, sinceTs: 1 });
  board.setNetwork({ is: 'down', error: { code: 'serverFailing', status: 502 }, sinceTs: 9 });
  expect(now().connection).toEqual({ is: 'down', error: { code: 'serverFailing', status: 502 }, sinceTs: 1 });
});

test('the same again is told once', () => {
  const { board, seen } = setUp();
  board.setUnsent(1);
  board.setUnsent(1);
  expect(seen).toHaveLength(2);
});

test('that the history was begun anew is told until it was read', () => {
  const { board, now } = setUp();
  expect(now().historyAnew).toBe(true);
  board.historyNoticeRead();
  expect(now().historyAnew).toBe(false);
});
