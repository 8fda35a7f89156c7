import { useState } from 'react';
import { maxReason } from '../../../core/features/membership/calls.ts';
import type { RoomCard } from '../../../core/features/links/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Face } from '../../ui/Face.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { words } from '../../words/words.ts';
import { goTo, type RoomLink } from './links.ts';

const said = words.named;

interface Props {
  readonly link: RoomLink;
  readonly card: RoomCard;
  readonly close: () => void;
}

/** An address alone has its letters from what stands before the server. */
export function RoomFace({ card }: Pick<Props, 'card'>) {
  return <Face id={card.roomId ?? card.room} name={card.name ?? card.room.slice(1).split(':')[0] ?? ''} size={40} room />;
}

export function RoomText({ link, card }: Pick<Props, 'link' | 'card'>) {
  return (
    <>
      <bdi className="namedId">{link.room}</bdi>
      {card.memberCount !== null && <span className="tabular"> · {said.people(card.memberCount)}</span>}
    </>
  );
}

/** A room that one is not in. Only the button joins it, or asks to be let in. */
export function NamedRoom({ link, card, close }: Props) {
  const [knocked, setKnocked] = useState(card.hasKnocked);
  const way = wayInto(card, knocked);
  return (
    <>
      {card.topic !== null && (
        <p className="namedTopic">
          <bdi>{card.topic}</bdi>
        </p>
      )}
      <p className="namedQuiet">
        {knocked ? said.hasKnocked : card.isBanned ? said.banned : card.isSpace ? said.isSpace : said.entry[card.entry]}
      </p>
      {way === 'join' && <Join link={link} close={close} />}
      {way === 'knock' && <Knock link={link} close={close} done={() => setKnocked(true)} />}
      {way === 'wait' && <Wait card={card} close={close} />}
      {way === 'none' && (
        <div className="dialogActions">
          <Button onClick={close}>{said.close}</Button>
        </div>
      )}
    </>
  );
}

function wayInto(card: RoomCard, knocked: boolean): 'join' | 'knock' | 'wait' | 'none' {
  if (knocked) return 'wait';
  if (card.isSpace || card.isBanned || card.entry === 'invite') return 'none';
  return card.entry === 'knock' ? 'knock' : 'join';
}

function Join({ link, close }: Pick<Props, 'link' | 'close'>) {
  const slot = useSlot();
  const { busy, error, run } = useDoing();
  const join = (): void =>
    run(async () => {
      const { roomId } = await callEngine('joinNamed', { room: link.room, via: link.via }, slot);
      goTo(roomId, link.eventId, slot);
    });
  return (
    <>
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" onClick={close}>
          {said.cancel}
        </Button>
        <Button look="filled" busy={busy} onClick={join}>
          {busy ? said.joining : said.join}
        </Button>
      </div>
    </>
  );
}

function Knock({ link, close, done }: Pick<Props, 'link' | 'close'> & { readonly done: () => void }) {
  const slot = useSlot();
  const [reason, setReason] = useState('');
  const { busy, error, run } = useDoing();
  const ask = (): void =>
    run(async () => {
      await callEngine('knock', { room: link.room, via: link.via, reason: reason.trim() }, slot);
      done();
    });
  return (
    <>
      <div className="namedReason">
        <TextField label={said.reason} value={reason} maxLength={maxReason} onChange={(event) => setReason(event.target.value)} />
      </div>
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" onClick={close}>
          {said.cancel}
        </Button>
        <Button look="filled" busy={busy} onClick={ask}>
          {busy ? said.asking : said.ask}
        </Button>
      </div>
    </>
  );
}

/** Asked, and not answered yet. */
function Wait({ card, close }: Pick<Props, 'card' | 'close'>) {
  const slot = useSlot();
  const { busy, error, run } = useDoing();
  const { roomId } = card;
  const withdraw = (): void =>
    run(async () => {
      if (roomId !== null) await callEngine('leaveRoom', { roomId }, slot);
      close();
    });
  return (
    <>
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        {roomId !== null && (
          <Button look="quiet" busy={busy} onClick={withdraw}>
            {said.withdraw}
          </Button>
        )}
        <Button onClick={close}>{said.close}</Button>
      </div>
    </>
  );
}
