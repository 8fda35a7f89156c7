import type { Member, RoomSummary } from '../../../../core/features/rooms/model.ts';
import type { Emoji } from '../../emoji/emoji.ts';
import type { CommandName } from '../commands/commands.ts';

/** What can be put in the place of what is being typed. */
export type Candidate =
  | { readonly is: 'emoji'; readonly emoji: Emoji }
  | { readonly is: 'person'; readonly member: Member }
  | { readonly is: 'everybody' }
  | { readonly is: 'room'; readonly room: RoomSummary }
  | { readonly is: 'command'; readonly name: CommandName };

/** What stands behind the sign once it was chosen. */
export function nameOf(candidate: Candidate): string {
  switch (candidate.is) {
    case 'emoji':
      return candidate.emoji.emoji;
    case 'person':
      return candidate.member.name.replace(/^@/, '');
    case 'everybody':
      return 'room';
    case 'room':
      return candidate.room.name.replace(/^#/, '');
    case 'command':
      return candidate.name;
  }
}

export function keyOf(candidate: Candidate): string {
  switch (candidate.is) {
    case 'emoji':
      return candidate.emoji.emoji;
    case 'person':
      return candidate.member.id;
    case 'everybody':
      return '@room';
    case 'room':
      return candidate.room.id;
    case 'command':
      return `/${candidate.name}`;
  }
}
