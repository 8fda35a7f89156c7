import { memo, useState } from 'react';
import type { RoomId } from '../../../core/ids.ts';
import type { StateChange, StateItem } from '../../../core/features/timeline/model.ts';
import { openNamed } from '../links/links.ts';
import { aimAt } from '../roomView/roomView.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { time } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { foldWords, isLong, shortWords } from './message/foldWords.ts';
import { FreshLine } from './Dividers.tsx';

interface Props {
  readonly roomId: RoomId;
  readonly rowKey: string;
  readonly items: readonly StateItem[];
  readonly fresh: boolean;
}

export const StateRow = memo(function StateRow({ roomId, rowKey, items, fresh }: Props) {
  const [open, setOpen] = useState(false);
  const many = items.length > 1;
  const long = isLong(items);
  return (
    <div className="stateRow" role="group" aria-label={shortWords(items)} tabIndex={-1} data-row={rowKey}>
      {fresh && <FreshLine />}
      <p className="stateLine" title={many ? undefined : time(items[0]?.ts ?? 0)}>
        {open && long ? foldWords(items) : shortWords(items)}
        {items.length === 1 && items[0] && <LeadsTo roomId={roomId} change={items[0].change} />}
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
              <LeadsTo roomId={roomId} change={item.change} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});

/** To what it tells of. */
function LeadsTo({ roomId, change }: { readonly roomId: RoomId; readonly change: StateChange }) {
  if (change.what === 'pinned') return <LinkButton onClick={() => aimAt(roomId, change.pin)}>{words.timeline.toPinned}</LinkButton>;
  if (change.what !== 'replaced' || change.room === null) return null;
  const { room, server } = change;
  return (
    <LinkButton onClick={() => void openNamed({ is: 'room', room, eventId: null, via: server === null ? [] : [server], action: null })}>
      {words.timeline.toReplacement}
    </LinkButton>
  );
}
