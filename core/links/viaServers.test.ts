import { expect, test } from 'vitest';
import { deniedBy, viaServers } from './viaServers.ts';

const of = (server: string, count: number, powerLevel = 0): { userId: string; powerLevel: number }[] =>
  Array.from({ length: count }, (_, n) => ({ userId: `@u${n}:${server}`, powerLevel }));

test('the server of who has the most power, then those with the most members, three at most', () => {
  const members = [...of('big.org', 5), ...of('mid.org', 3), ...of('tiny.org', 1, 100), ...of('small.org', 2, 50)];
  expect(viaServers(members)).toEqual(['tiny.org', 'big.org', 'mid.org']);
  expect(viaServers([...of('a.org', 1, 49), ...of('b.org', 2)])).toEqual(['b.org', 'a.org']);
  expect(viaServers([])).toEqual([]);
  // Creators of rooms of version 12.
  expect(viaServers([...of('big.org', 5), ...of('made.org', 1, Infinity)])).toEqual(['made.org', 'big.org']);
});

test('no literal addresses, nothing that is no name, and none that the room denies', () => {
  const members = [
    ...of('1.2.3.4', 9),
    ...of('1.2.3.4:8448', 9),
    ...of('[::1]:80', 9),
    ...of('evil.org', 9),
    ...of('a/../b', 9),
    ...of('good.org:8448', 1),
  ];
  expect(viaServers(members, deniedBy({ allow: ['*'], deny: ['ev?l.org'] }))).toEqual(['good.org:8448']);
  expect(viaServers(members, deniedBy({ allow: ['*.net'] }))).toEqual([]);
});
