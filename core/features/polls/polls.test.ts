import { describe, expect, test } from 'vitest';
import type { UserId } from '../../ids.ts';
import type { PollBody } from './model.ts';
import { endContent, pollOf, pollTypes, selectionsOf, startContent, voteContent } from './pollEvents.ts';
import { tallied, withOwnVote, type OfPoll } from './tally.ts';

const me = '@me:hs.test' as UserId;
const bob = '@bob:hs.test' as UserId;
const eve = '@eve:hs.test' as UserId;
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

const asked = (more: Partial<Parameters<typeof startContent>[0]> = {}): PollBody =>
  pollOf(
    json(startContent({ question: 'Pier or light?', answers: ['Pier', 'Light', 'Boat'], disclosed: true, maxSelections: 1, ...more })),
  )!;

let counter = 0;
const of = (sender: UserId, type: string, content: string, more: Partial<OfPoll> = {}): OfPoll => {
  counter += 1;
  const known = { isReadable: true, isEncrypted: true, isDoubted: false };
  return { eventId: `$${String(counter).padStart(4, '0')}`, sender, type, ts: counter, content: json(content), ...known, ...more };
};
const vote = (sender: UserId, answers: readonly string[], more?: Partial<OfPoll>): OfPoll =>
  of(sender, pollTypes.vote, voteContent('$poll', answers), more);
const end = (sender: UserId, more?: Partial<OfPoll>): OfPoll => of(sender, pollTypes.end, endContent('$poll', 'over'), more);
const tally = (poll: PollBody, related: readonly OfPoll[]): PollBody =>
  tallied(poll, related, { me, isEncrypted: true, mayEnd: (userId) => userId === bob });
const counts = ({ answers }: PollBody): (number | null)[] => answers.map(({ votes }) => votes);

describe('what a poll asks', () => {
  test('as Element sends it, and in both ways of the proposal', () => {
    const answers = [
      { id: 'a', 'org.matrix.msc1767.text': 'Pier' },
      { id: 'b', 'org.matrix.msc1767.text': 'Light' },
    ];
    const question = { 'org.matrix.msc1767.text': 'Where?', body: 'Where?', msgtype: 'm.text' };
    const kind = 'org.matrix.msc3381.poll.disclosed';
    const element = pollOf({ 'org.matrix.msc3381.poll.start': { question, kind, max_selections: 2, answers } });
    expect(element).toMatchObject({ question: 'Where?', disclosed: true, maxSelections: 2, voters: 0, ended: false });
    expect(element?.answers.map(({ id, text }) => [id, text])).toEqual([
      ['a', 'Pier'],
      ['b', 'Light'],
    ]);
    const blocks = [{ mimetype: 'text/html', body: '<b>x</b>' }, { body: 'Where?' }];
    const merged = { kind: 'm.undisclosed', question: { 'm.text': blocks }, answers: [{ 'm.id': 'x', 'm.text': [{ body: 'Pier' }] }] };
    expect(pollOf({ 'm.poll': merged })).toMatchObject({ question: 'Where?', disclosed: false, maxSelections: 1 });
    expect(selectionsOf({ 'm.selections': ['x'] })).toEqual(['x']);
  });

  test('hostile ones: ten thousand answers, the same name twice, numbers that are none, kinds that nobody knows', () => {
    const answers = Array.from({ length: 10_000 }, (_, n) => ({ id: `${n}`, 'm.text': `answer ${n}` }));
    const large = pollOf({
      'm.poll.start': { question: { 'm.text': 'x'.repeat(60_000) }, answers, max_selections: 1e9, kind: 'constructor' },
    });
    expect(large?.answers).toHaveLength(20);
    expect(large?.maxSelections).toBe(20);
    expect(large?.question.length).toBeLessThan(600);
    expect(large?.disclosed).toBe(false);
    const twice = [
      { id: '__proto__', 'm.text': 'one' },
      { id: '__proto__', 'm.text': 'two' },
      { id: 7, 'm.text': 'three' },
      { id: 'b', 'm.text': '\u202E' },
      null,
    ];
    const odd = pollOf({ 'm.poll.start': { question: { 'm.text': 'q' }, answers: twice, max_selections: 'NaN' } });
    expect(odd?.answers.map(({ id, text }) => [id, text])).toEqual([['__proto__', 'one']]);
    expect(odd?.maxSelections).toBe(1);
    for (const content of [
      {},
      { 'm.poll': [] },
      { 'm.poll': { question: 'q', answers: 'a' } },
      { 'm.poll': { question: { 'm.text': 'q' }, answers: [] } },
    ])
      expect(pollOf(content)).toBeNull();
  });
});

describe('what was voted', () => {
  test('each person once, by their newest vote, also where it is none', () => {
    const poll = tally(asked(), [vote(bob, ['1']), vote(eve, ['2']), vote(eve, ['3']), vote(me, ['1'])]);
    expect(counts(poll)).toEqual([2, 0, 1]);
    expect(poll.voters).toBe(3);
    expect(poll.answers.map(({ own }) => own)).toEqual([true, false, false]);
    const back = tally(asked(), [vote(me, ['1']), vote(me, []), vote(eve, ['1']), vote(eve, ['nonsense'])]);
    expect(counts(back)).toEqual([0, 0, 0]);
    expect(back.voters).toBe(0);
  });

  test('in whatever order they come, and of two at one time the same everywhere', () => {
    const votes = [vote(eve, ['1'], { ts: 5, eventId: '$a' }), vote(eve, ['2'], { ts: 5, eventId: '$b' }), vote(eve, ['3'], { ts: 1 })];
    expect(counts(tally(asked(), votes))).toEqual([0, 1, 0]);
    expect(counts(tally(asked(), votes.toReversed()))).toEqual([0, 1, 0]);
  });

  test('too many answers are cut off, one twice counts once, and an unknown one among those that count spoils it', () => {
    const poll = asked({ maxSelections: 2 });
    expect(counts(tally(poll, [vote(eve, ['1', '2', '3'])]))).toEqual([1, 1, 0]);
    expect(counts(tally(poll, [vote(eve, ['1', '1'])]))).toEqual([1, 0, 0]);
    expect(counts(tally(poll, [vote(eve, ['1', 'x'])]))).toEqual([0, 0, 0]);
    expect(counts(tally(poll, [vote(eve, ['1', '2', 'x'])]))).toEqual([1, 1, 0]);
  });

  test('who may end it ends it, for all that came later; nobody else does', () => {
    const late = [vote(eve, ['1']), end(me), vote(me, ['2']), end(bob), vote(eve, ['3']), end(bob), vote(me, ['3'])];
    const poll = tally(asked(), late);
    expect(poll.ended).toBe(true);
    expect(counts(poll)).toEqual([1, 1, 0]);
    expect(tally(asked(), [end(eve)]).ended).toBe(false);
  });

  test('an undisclosed poll tells its counts when it has ended, and one’s own vote before', () => {
    const votes = [vote(me, ['2']), vote(bob, ['1'])];
    const open = tally(asked({ disclosed: false }), votes);
    expect(counts(open)).toEqual([null, null, null]);
    expect(open.answers[1]?.own).toBe(true);
    expect(open.voters).toBe(2);
    expect(counts(tally(asked({ disclosed: false }), [...votes, end(bob)]))).toEqual([1, 1, 0]);
  });

  test('T96 in an encrypted poll nothing counts that the homeserver could have made; what cannot be read is said', () => {
    const forged = [vote(eve, ['1'], { isEncrypted: false }), vote(bob, ['1'], { isDoubted: true }), end(bob, { isEncrypted: false })];
    const poll = tally(asked(), [...forged, vote(me, ['2']), vote(eve, [], { type: 'm.room.encrypted', isReadable: false })]);
    expect(counts(poll)).toEqual([0, 1, 0]);
    expect(poll.ended).toBe(false);
    expect(poll.unreadable).toBe(1);
    const plain = tallied(asked(), forged, { me, isEncrypted: false, mayEnd: (userId) => userId === bob });
    expect(counts(plain)).toEqual([1, 0, 0]);
    expect(plain.ended).toBe(true);
  });

  test('a hundred thousand votes are counted', () => {
    const votes = Array.from({ length: 100_000 }, (_, n) => vote(`@u${n % 40_000}:hs.test` as UserId, [String((n % 3) + 1)]));
    const ends = Array.from({ length: 100_000 }, () => end(bob));
    const poll = tally(asked(), [...votes, ...ends]);
    expect(poll.voters).toBe(40_000);
    expect(counts(poll).reduce((sum: number, one) => sum + (one ?? 0), 0)).toBe(40_000);
  });
});

describe('one’s own vote, before the server has it', () => {
  test('comes, moves and goes, and is the same once more when its event is there', () => {
    const before = tally(asked(), [vote(bob, ['1'])]);
    const voted = withOwnVote(before, ['2']);
    expect(counts(voted)).toEqual([1, 1, 0]);
    expect(voted.voters).toBe(2);
    expect(withOwnVote(voted, ['2'])).toEqual(voted);
    expect(counts(withOwnVote(voted, ['3']))).toEqual([1, 0, 1]);
    expect(withOwnVote(voted, [])).toEqual(before);
    expect(counts(withOwnVote(asked({ disclosed: false }), ['1']))).toEqual([null, null, null]);
  });

  test('changes nothing where the poll has ended', () => {
    const ended = tally(asked(), [end(bob)]);
    expect(withOwnVote(ended, ['1'])).toBe(ended);
  });
});
