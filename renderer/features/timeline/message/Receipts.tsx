import type { RoomId } from '../../../../core/ids.ts';
import type { Person } from '../../../../core/features/rooms/model.ts';
import { PersonFace } from '../../faces/Faces.tsx';
import { words } from '../../../words/words.ts';

const shown = 3;

interface Props {
  readonly roomId: RoomId;
  readonly people: readonly Person[];
}

export function Receipts({ roomId, people }: Props) {
  if (people.length === 0) return null;
  const label = words.timeline.readBy(people.map(({ name }) => name));
  const rest = people.length - shown;
  return (
    <span className="receipts" role="img" aria-label={label} title={label}>
      {people.slice(0, shown).map((person) => (
        <PersonFace key={person.userId} roomId={roomId} person={person} size={16} />
      ))}
      {rest > 0 && <span className="receiptsMore">+{rest}</span>}
    </span>
  );
}
