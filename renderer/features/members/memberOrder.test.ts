import { expect, test } from 'vitest';
import type { Member } from '../../../core/features/rooms/model.ts';
import { roleOf, shownMembers } from './memberOrder.ts';

const member = (name: string, powerLevel = 0, membership: Member['membership'] = 'join'): Member => ({
  id: `@${name.toLowerCase()}:s`,
  name,
  membership,
  powerLevel,
});
const members = [member('zoe'), member('Guest', 0, 'invite'), member('Äda'), member('Mod', 50), member('Root', 100), member('bob')];

test('who may do most comes first, the invited last, each by name', () => {
  expect(shownMembers(members, '').map(({ name }) => name)).toEqual(['Root', 'Mod', 'Äda', 'bob', 'zoe', 'Guest']);
});

test('finds by name and by user ID', () => {
  expect(shownMembers(members, ' BO ').map(({ name }) => name)).toEqual(['bob']);
  expect(shownMembers(members, '@root').map(({ name }) => name)).toEqual(['Root']);
});

test('an invited admin is invited', () => {
  expect(roleOf(member('x', 100, 'invite'))).toBe('invited');
});
