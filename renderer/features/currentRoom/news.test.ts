import { expect, test } from 'vitest';
import { aiko, me } from '../../fixtures/people.ts';
import { message } from '../../fixtures/timeline.ts';
import { newsOf } from './news.ts';

const [a, b, own, c] = [message(aiko, 1, 'a'), message(aiko, 2, 'b'), message(me, 3, 'own'), message(aiko, 4, 'c')];
const ids = (news: ReturnType<typeof newsOf>): readonly string[] => news.fresh.map(({ id }) => id);

test('what was there when the room was opened is no news; what comes behind it is, once, and one’s own is not', () => {
  expect(newsOf([a, b], null)).toEqual({ upTo: b.id, fresh: [] });
  expect(ids(newsOf([a, b, own, c], b.id))).toEqual([c.id]);
  expect(newsOf([a, b, own, c], c.id)).toEqual({ upTo: c.id, fresh: [] });
});

test('older ones in front are no news, and behind a gap nothing is known to be', () => {
  expect(newsOf([message(aiko, 0, 'older'), a, b], b.id).fresh).toEqual([]);
  expect(newsOf([c], b.id)).toEqual({ upTo: c.id, fresh: [] });
  expect(newsOf([], b.id)).toEqual({ upTo: null, fresh: [] });
});
