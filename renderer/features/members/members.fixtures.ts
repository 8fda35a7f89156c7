import { fixture, type Deed, type Fixtures } from '../../fixtures/fixture.ts';

const members: Deed = 'button:Members, 6';

export const membersFixtures: Fixtures = {
  homeMembers: fixture('Sasha', {}, [members]),
  homeMembersNobody: fixture('Nobody called “Zoë” is here.', {}, [members, 'field:Find a member', 'type:Zoë']),
};
