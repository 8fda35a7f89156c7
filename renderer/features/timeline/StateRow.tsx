import { memo, useState } from 'react';
import type { StateItem } from '../../../core/features/timeline/model.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { time } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { foldWords, isLong, shortWords } from './message/foldWords.ts';
import { FreshLine } from './Dividers.tsx';

interface Props {
  readonly items: readonly StateItem[];
  readonly fresh: boolean;
}

export const StateRow = memo(function StateRow({ items, fresh }: Props) {
  const [open, setOpen] = useState(false);
  const many = items.length > 1;
  const long = isLong(items);
  return (
    <div className="stateRow">
      {fresh && <FreshLine />}
      <p className="stateLine" title={many ? undefined : time(items[0]?.ts ?? 0)}>
        {open && long ? foldWords(items) : shortWords(items)}
        {(many || long) && (
          <LinkButton aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.timeline.hideFold : words.timeline.showFold}
          </LinkButton>
        )}
      </p>
      {open && many && (
        <ul className="stateList">
          {items.map((item) => (
            <li key={item.id}>
              <time className="tabular">{time(item.ts)}</time> {words.timeline.change(item.change, item.actor.name)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});
