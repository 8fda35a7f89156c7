import './JumpTo.css';
import Search from 'lucide-react/icons/search';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { namedBy, type MatrixLink } from '../../../core/links/matrixLink.ts';
import { parseTyped } from '../../../core/links/parseMatrixLink.ts';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { fieldOf, useChoosing } from '../../ui/choosing.ts';
import { Options } from '../../ui/Options.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { Face } from '../../ui/Face.tsx';
import { RoomFace } from '../faces/Faces.tsx';
import { useNow } from '../../ui/useNow.ts';
import { shortWhen } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { openRoom } from '../currentRoom/currentRoom.ts';
import { showDialog } from '../../layout.ts';
import { openNamed } from '../links/links.ts';
import { matchRooms, useRooms } from '../roomList/roomList.ts';

const shownAtMost = 50;

/** Ctrl+K: any room by a few letters of its name. */
export function JumpTo({ open }: { readonly open: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const went = useRef(false);
  useEffect(() => {
    if (open) went.current = false;
  }, [open]);
  // Who goes to a room goes on by writing or reading there; who does not goes back.
  const finalFocus = (): HTMLElement | true => (went.current && document.querySelector<HTMLElement>('[data-pane="composer"]')) || true;
  return (
    <DialogFrame
      open={open}
      onClose={() => showDialog(null)}
      title={words.rooms.jumpTitle}
      light
      initialFocus={field}
      finalFocus={finalFocus}
      className="jump"
    >
      <Finder field={field} onGo={() => void (went.current = true)} />
    </DialogFrame>
  );
}

interface FinderProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onGo: () => void;
}

/** A room, or an address that was typed or pasted, of whatever server. */
type Found = { readonly is: 'room'; readonly room: RoomSummary } | { readonly is: 'named'; readonly link: MatrixLink };

const listId = 'jump';
const looks = { list: 'jumpList', row: 'jumpRow' };
const keyOf = (one: Found): string => (one.is === 'room' ? one.room.id : namedBy(one.link));

function Finder({ field, onGo }: FinderProps) {
  const rooms = useRooms((state) => state.rooms);
  const [text, setText] = useState('');
  const now = useNow(30_000);
  const found = useMemo(() => findAll(rooms, text), [rooms, text]);
  function go(one: Found): void {
    showDialog(null);
    if (one.is === 'named') return void openNamed(one.link);
    onGo();
    openRoom(one.room.id);
  }
  const choosing = useChoosing(listId, found, go);
  function change(next: string): void {
    setText(next);
    choosing.point(0);
  }
  return (
    <>
      <div className="jumpField">
        <Search size={18} aria-hidden />
        <input
          ref={field}
          {...fieldOf(listId, choosing)}
          aria-label={words.rooms.jumpHint}
          placeholder={words.rooms.jumpHint}
          spellCheck={false}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={choosing.onKeyDown}
        />
        <kbd aria-hidden>Esc</kbd>
      </div>
      {found.length === 0 ? (
        <p className="jumpNothing">{nothingWords(text)}</p>
      ) : (
        <Options
          id={listId}
          label={words.rooms.list}
          looks={looks}
          found={found}
          keyOf={keyOf}
          draw={(one) => <FoundRow one={one} now={now} />}
          onChoose={go}
          choosing={choosing}
        />
      )}
    </>
  );
}

const nothingWords = (text: string): string =>
  text === '' ? words.rooms.jumpAddress : `${words.rooms.jumpNothing(text)} ${words.rooms.jumpAddress}`;

function findAll(rooms: readonly RoomSummary[], text: string): readonly Found[] {
  const link = parseTyped(text);
  if (link) return [{ is: 'named', link }];
  return matchRooms(rooms, text)
    .slice(0, shownAtMost)
    .map((room) => ({ is: 'room', room }));
}

function FoundRow({ one, now }: { readonly one: Found; readonly now: number }) {
  if (one.is === 'named') {
    const named = namedBy(one.link);
    return (
      <>
        <Face id={named} name={named.slice(1)} size={28} room={one.link.is === 'room'} />
        <span>
          <bdi>{named}</bdi>
        </span>
        <kbd aria-hidden>↵</kbd>
      </>
    );
  }
  const { name, lastActiveTs } = one.room;
  return (
    <>
      <RoomFace room={one.room} size={28} />
      <span>
        <bdi>{name}</bdi>
      </span>
      {/* Two rooms of one name are told apart by it. */}
      {lastActiveTs > 0 && <span className="jumpTime">{shortWhen(lastActiveTs, now)}</span>}
    </>
  );
}
