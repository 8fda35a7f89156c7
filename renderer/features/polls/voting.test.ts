// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { PollBody } from '../../../core/features/polls/model.ts';
import { votedWith } from './voting.ts';

const poll = (maxSelections: number, ...own: string[]): PollBody => ({
  type: 'poll',
  question: 'Where?',
  answers: ['a', 'b', 'c'].map((id) => ({ id, text: id, votes: 0, own: own.includes(id) })),
  disclosed: true,
  maxSelections,
  voters: 0,
  unreadable: 0,
  ended: false,
});

test('a press chooses, takes the place of another, or takes back; no more than may be chosen', () => {
  expect(votedWith(poll(1), 'a')).toEqual(['a']);
  expect(votedWith(poll(1, 'a'), 'b')).toEqual(['b']);
  expect(votedWith(poll(1, 'a'), 'a')).toEqual([]);
  expect(votedWith(poll(2, 'a'), 'b')).toEqual(['a', 'b']);
  expect(votedWith(poll(2, 'a', 'b'), 'c')).toEqual(['a', 'b']);
  expect(votedWith(poll(2, 'a', 'b'), 'a')).toEqual(['b']);
});
