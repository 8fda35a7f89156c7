import type { RoomCard } from '../../../core/model/lookups.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Face } from '../../ui/Face.tsx';
import { words } from '../../words/words.ts';
import { goTo, type RoomLink } from './links.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from './useDoing.ts';

const said = words.named;

interface Props {
  readonly link: RoomLink;
  readonly card: RoomCard;
  readonly close: () => void;
}

/** A room that one is not in. Only the button joins it. */
export function NamedRoom({ link, card, close }: Props) {
  const slot = useSlot();
  const { busy, error, run } = useDoing();
  const mayJoin = !card.isSpace && !card.isBanned && (card.entry === 'open' || card.entry === 'unknown');
  const join = (): void =>
    run(async () => {
      const { roomId } = await callEngine('joinNamed', { room: link.room, via: link.via }, slot);
      goTo(roomId, link.eventId, slot);
    });
  return (
    <>
      <div className="namedHead">
        <Face id={card.roomId ?? card.room} name={card.name ?? card.room.slice(1)} size={40} room />
        <div>
          <p className="namedId">
            <bdi>{link.room}</bdi>
          </p>
          {card.memberCount !== null && <p className="namedQuiet tabular">{said.people(card.memberCount)}</p>}
        </div>
      </div>
      {card.topic !== null && (
        <p className="namedTopic">
          <bdi>{card.topic}</bdi>
        </p>
      )}
      <p className="namedQuiet">{card.isBanned ? said.banned : card.isSpace ? said.isSpace : said.entry[card.entry]}</p>
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look={mayJoin ? 'quiet' : 'plain'} onClick={close}>
          {mayJoin ? said.cancel : said.close}
        </Button>
        {mayJoin && (
          <Button look="filled" busy={busy} onClick={join}>
            {busy ? said.joining : said.join}
          </Button>
        )}
      </div>
    </>
  );
}
