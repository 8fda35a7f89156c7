import type { PollBody } from '../../../core/features/polls/model.ts';
import { fixture, since, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, jonas, me } from '../../fixtures/people.ts';
import { message } from '../../fixtures/timeline.ts';

const places = ['At the pier', 'At the light', 'On the boat, if it is not raining and somebody brings the lamp oil', 'Nowhere'];
const poll = (votes: readonly (number | null)[], own: number, more: Partial<PollBody> = {}): PollBody => ({
  type: 'poll',
  question: 'Where do we meet on Saturday?',
  answers: places.map((text, index) => ({ id: String(index), text, votes: votes[index] ?? null, own: index === own })),
  disclosed: true,
  maxSelections: 1,
  voters: 9,
  unreadable: 0,
  ended: false,
  ...more,
});

const polls = [
  message(aiko, since - 500_000, poll([2, 5, 1, 1], 1)),
  message(
    jonas,
    since - 400_000,
    poll([null, null, null, null], -1, { disclosed: false, maxSelections: 3, question: 'Who is it?', voters: 0 }),
  ),
  message(me, since - 300_000, poll([4, 0, 1, 0], 0, { voters: 5, unreadable: 2 })),
  message(jonas, since - 200_000, poll([1, 7, 0, 1], 1, { ended: true, question: 'Which lamp?' })),
];

export const pollsFixtures: Fixtures = {
  homePolls: fixture('Final result', { timeline: () => polls, older: [] }),
  homePollEnd: fixture('Nobody can vote afterwards', { timeline: () => polls, older: [] }, ['button:End poll']),
  newPoll: fixture('Several answers each', {}, ['button:More for this room', 'menuitem:New poll…', 'type:Where do we meet?']),
  newPollMissing: fixture('at least two answers', {}, ['button:More for this room', 'menuitem:New poll…', 'button:Start poll']),
};
