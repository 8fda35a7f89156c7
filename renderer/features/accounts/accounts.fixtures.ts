import type { World } from '../../fixtures/fixtureBridge.ts';
import { fixture, messagesShown, type Fixtures } from '../../fixtures/fixture.ts';

const others: World['others'] = [
  { slot: 'work', userId: '@mira:work.example', homeserver: 'https://work.example', phase: 'active', unreadCount: 120, mentionCount: 3 },
  { slot: 'club', userId: '@m.anand:club.example', homeserver: 'https://club.example', phase: 'expired', unreadCount: 4, mentionCount: 0 },
  { slot: 'gone', userId: null, homeserver: null, phase: 'erased', unreadCount: 0, mentionCount: 0 },
];

export const accountsFixtures: Fixtures = {
  homeRail: fixture(messagesShown, { others }),
};
