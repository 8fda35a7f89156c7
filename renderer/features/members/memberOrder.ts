import type { Member } from '../../../core/features/rooms/model.ts';

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** Who may do most first, the invited last, each by name; only those whose name or ID holds the text. */
export function shownMembers(members: readonly Member[], text: string): Member[] {
  const wanted = text.trim().toLocaleLowerCase();
  return members
    .filter((member) => wanted === '' || member.name.toLocaleLowerCase().includes(wanted) || member.id.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

export type Role = 'admin' | 'moderator' | 'invited' | null;

/** The specification's defaults: 50 may remove people, 100 made the room. */
export function roleOf({ membership, powerLevel }: Member): Role {
  if (membership === 'invite') return 'invited';
  if (powerLevel >= 100) return 'admin';
  return powerLevel >= 50 ? 'moderator' : null;
}

function rank(member: Member): number {
  const role = roleOf(member);
  return role === 'admin' ? 0 : role === 'moderator' ? 1 : role === null ? 2 : 3;
}
