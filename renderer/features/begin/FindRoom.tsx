import './Begin.css';
import { useMemo, useRef, useState, type RefObject } from 'react';
import { bareCard } from '../../../core/features/links/readRoomCard.ts';
import { isServerName } from '../../../core/links/identifiers.ts';
import { parseTyped } from '../../../core/links/parseMatrixLink.ts';
import type { FoundRooms } from '../../../core/features/directory/model.ts';
import type { RoomCard } from '../../../core/features/links/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useFound } from '../../bridge/useFound.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { showDialog } from '../../layout.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Finder } from '../../ui/Finder.tsx';
import { Face } from '../../ui/Face.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { words } from '../../words/words.ts';
import { openNamed } from '../links/links.ts';
import { useBegin } from './begin.ts';

const said = words.begin.rooms;

/** Published rooms, and any room by its address. What is chosen is only shown; its button joins. */
export function FindRoom({ open }: { readonly open: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <DialogFrame
      open={open}
      onClose={() => showDialog(null)}
      title={words.begin.findRoom}
      text={said.text}
      light
      initialFocus={field}
      className="begin"
    >
      <Search field={field} />
    </DialogFrame>
  );
}

function Search({ field }: { readonly field: RefObject<HTMLInputElement | null> }) {
  const slot = useSlot();
  const { rooms: text, server } = useBegin((state) => state);
  const typed = useMemo(() => parseTyped(text.trim()), [text]);
  const { now, shown, next, more } = useRoomPages(text.trim(), server, typed === null);
  const own: RoomCard[] = typed?.is === 'room' ? [bareCard(typed.room, null)] : [];
  function choose(card: RoomCard): void {
    const link =
      typed?.is === 'room' && card === own[0]
        ? typed
        : ({ is: 'room', room: card.room, eventId: null, via: viaOf(card, server), action: null } as const);
    void openNamed(link, slot);
  }
  return (
    <>
      <Finder
        field={field}
        label={said.label}
        hint={said.hint}
        text={text}
        onText={(rooms) => useBegin.of(slot).setState({ rooms })}
        found={typed ? own : shown}
        keyOf={({ room }) => room}
        draw={(card) => <RoomRow card={card} />}
        onChoose={choose}
        empty={
          now.is === 'failed' ? (
            <ErrorNote error={now.error} plain />
          ) : now.is === 'ready' ? (
            said.none(text.trim())
          ) : (
            words.directory.searching
          )
        }
        after={!typed && next !== null && <More key={next} load={more} />}
      />
      <Server server={server} change={(next) => useBegin.of(slot).setState({ server: next })} />
      <div className="dialogActions">
        <Button onClick={() => showDialog(null)}>{words.begin.cancel}</Button>
      </div>
    </>
  );
}

function Server({ server, change }: { readonly server: string; readonly change: (server: string) => void }) {
  const isBad = server !== '' && !isServerName(server);
  return (
    <div className="beginServer">
      <TextField
        label={said.server}
        placeholder={said.ownServer}
        value={server}
        note={isBad ? { is: 'error', text: said.badServer } : null}
        onChange={(event) => change(event.target.value.trim())}
      />
    </div>
  );
}

/** The pages of one search; a new one begins with its first. */
function useRoomPages(text: string, server: string, asks: boolean) {
  const slot = useSlot();
  const [later, setLater] = useState<{ readonly of: FoundRooms; readonly pages: readonly FoundRooms[] } | null>(null);
  const wanted = { text, server: server === '' ? null : server };
  const { last, now } = useFound(
    () => callEngine('findRooms', { ...wanted, from: null }, slot),
    `${server} ${text}`,
    asks && (server === '' || isServerName(server)),
  );
  const pages = last === null ? [] : later?.of === last ? [last, ...later.pages] : [last];
  const next = pages.at(-1)?.next ?? null;
  const byRoom = new Map(pages.flatMap((page) => page.rooms).map((card) => [card.room, card]));
  return {
    now,
    shown: [...byRoom.values()],
    next,
    more: async () => {
      const page = await callEngine('findRooms', { ...wanted, from: next }, slot);
      if (last !== null) setLater({ of: last, pages: [...pages.slice(1), page] });
    },
  };
}

function More({ load }: { readonly load: () => Promise<void> }) {
  const { busy, error, run } = useDoing();
  return (
    <div className="finderAfter">
      {error && <ErrorNote error={error} plain />}
      <LinkButton disabled={busy} onClick={() => run(load)}>
        {said.more}
      </LinkButton>
    </div>
  );
}

/** Who listed a room knows it. */
const viaOf = (card: RoomCard, server: string): string[] => (server === '' || card.roomId === null ? [] : [server]);

function RoomRow({ card: { room, roomId, name, topic, memberCount } }: { readonly card: RoomCard }) {
  return (
    <>
      <Face id={roomId ?? room} name={name ?? room.slice(1)} size={32} room />
      <span className="finderText">
        <span className="finderName">
          <bdi>{name ?? room}</bdi>
        </span>
        {(topic ?? (name === null ? null : room)) !== null && (
          <span className="finderQuiet">
            <bdi>{topic ?? room}</bdi>
          </span>
        )}
      </span>
      {memberCount !== null && <span className="finderAside tabular">{words.named.people(memberCount)}</span>}
    </>
  );
}
