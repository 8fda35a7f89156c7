import type { Person } from '../../../../core/features/rooms/model.ts';
import { Face } from '../../../ui/Face.tsx';
import { words } from '../../../words/words.ts';

const shown = 3;

export function Receipts({ people }: { readonly people: readonly Person[] }) {
  if (people.length === 0) return null;
  const label = words.timeline.readBy(people.map(({ name }) => name));
  const rest = people.length - shown;
  return (
    <span className="receipts" role="img" aria-label={label} title={label}>
      {people.slice(0, shown).map(({ userId, name }) => (
        <Face key={userId} id={userId} name={name} size={16} />
      ))}
      {rest > 0 && <span className="receiptsMore">+{rest}</span>}
    </span>
  );
}
