import type { RefObject } from 'react';
import type { UserCard } from '../../../core/features/links/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Face } from '../../ui/Face.tsx';
import { words } from '../../words/words.ts';
import { goTo } from './links.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';

const said = words.named;
const maxRooms = 5;

interface Props {
  readonly card: UserCard;
  readonly close: () => void;
  /** What most people come for; it has the focus first. */
  readonly main: RefObject<HTMLButtonElement | null>;
}

/** Somebody whom a link names. Only the button begins a chat. */
export function NamedUser({ card, close, main }: Props) {
  const slot = useSlot();
  const { busy, error, run } = useDoing();
  const { chat } = card;
  const start = (): void =>
    run(async () => {
      const { roomId } = await callEngine('startChat', { userId: card.userId }, slot);
      goTo(roomId, null, slot);
    });
  return (
    <>
      {card.isMe ? <p className="namedQuiet">{said.me}</p> : <Shared card={card} go={(id) => goTo(id, null, slot)} />}
      {!card.isMe && chat === null && <p className="namedQuiet">{said.startText}</p>}
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look={card.isMe ? 'plain' : 'quiet'} {...(card.isMe && { ref: main, autoFocus: true })} onClick={close}>
          {card.isMe ? said.close : said.cancel}
        </Button>
        {!card.isMe && (
          <Button look="filled" ref={main} autoFocus busy={busy} onClick={chat === null ? start : () => goTo(chat, null, slot)}>
            {chat !== null ? said.message : busy ? said.starting : said.start}
          </Button>
        )}
      </div>
    </>
  );
}

function Shared({ card: { shared }, go }: { readonly card: UserCard; readonly go: (id: UserCard['shared'][number]['id']) => void }) {
  if (shared.length === 0) return <p className="namedQuiet">{said.noneShared}</p>;
  return (
    <>
      <p className="namedQuiet">{said.shared(shared.length)}</p>
      <ul className="namedRooms">
        {shared.slice(0, maxRooms).map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => go(id)}>
              <Face id={id} name={name} size={20} room />
              <bdi>{name}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {shared.length > maxRooms && <p className="namedQuiet">{said.moreShared(shared.length - maxRooms)}</p>}
    </>
  );
}
