import { fixture, type Fixtures } from '../../fixtures/fixture.ts';
import { design, detailOf } from '../../fixtures/rooms.ts';

export const composerFixtures: Fixtures = {
  homeReadOnly: fixture('You may read, but not write', { detail: () => detailOf(design, { canSend: false }) }),
  homeCompleteEmoji: fixture('party popper', {}, ['field:Message', 'type:Well done :tad']),
  homeCompletePeople: fixture('@leila:example.org', {}, ['field:Message', 'type:Ask @le']),
  homeCompleteEverybody: fixture('Everybody in this room', { detail: () => detailOf(design, { canNotifyRoom: true }) }, [
    'field:Message',
    'type:@ro',
  ]),
  homeCompleteRoom: fixture('css:.completion', {}, ['field:Message', 'type:See #gar']),
  homeCommands: fixture('Says what you do', {}, ['field:Message', 'type:/']),
  homeCommandUnknown: fixture('There is no command', {}, ['field:Message', 'type:/jion #room:example.org', 'button:Send']),
  homeCommandIncomplete: fixture('This command is written', {}, ['field:Message', 'type:/invite Leila', 'button:Send']),
};
