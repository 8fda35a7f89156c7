import { expect, it } from 'vitest';
import { chance } from './chance.ts';
import { decide } from './faults.ts';

const names = (kind: string, trusted: boolean): ReadonlySet<string> => {
  const drawn = chance(1, kind);
  return new Set(Array.from({ length: 5_000 }, () => decide(drawn, kind, trusted).name));
};

it('alters answers of the lifecycle only, and forges none that nobody could contradict', () => {
  expect(names('PUT send', false)).not.toContain('portal JSON');
  expect(names('GET sync', false)).toContain('a user nobody can parse');
  for (const name of ['portal JSON', 'half an answer', 'login without a device', 'login on another device', 'login as somebody else']) {
    expect(names('POST login', true)).toContain(name);
  }
  expect(names('POST logout', true)).not.toContain('401 hard');
  expect(names('GET sync', false)).toContain('401 hard');
});
