import './JumpTo.css';
import Search from 'lucide-react/icons/search';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { namedBy, type MatrixLink } from '../../../core/links/matrixLink.ts';
import { parseTyped } from '../../../core/links/parseMatrixLink.ts';
import type { RoomSummary } from '../../../core/model/room.ts';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { Face } from '../../ui/Face.tsx';
import { useNow } from '../../ui/useNow.ts';
import { shortWhen } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { openRoom } from '../currentRoom/currentRoom.ts';
import { showDialog } from '../../layout.ts';
import { openNamed } from '../links/links.ts';
import { useRooms } from '../roomList/roomList.ts';
import { matchRooms } from './matchRooms.ts';

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

function Finder({ field, onGo }: FinderProps) {
  const rooms = useRooms((state) => state.rooms);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const named = useMemo(() => parseTyped(text), [text]);
  const found = useMemo(() => (named ? [] : matchRooms(rooms, text).slice(0, shownAtMost)), [rooms, text, named]);
  const chosen = Math.min(at, found.length - 1);

  function go(room: RoomSummary | undefined): void {
    if (!room) return;
    onGo();
    showDialog(null);
    openRoom(room.id);
  }
  function goToNamed(link: MatrixLink): void {
    showDialog(null);
    void openNamed(link);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    if (named) {
      if (step === 0) goToNamed(named);
    } else if (step === 0) go(found[chosen]);
    else if (found.length > 0) move((chosen + step + found.length) % found.length);
  }
  function move(next: number): void {
    setAt(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  }
  function change(next: string): void {
    setText(next);
    setAt(0);
  }

  return (
    <>
      <Field field={field} text={text} chosen={named ? 0 : found.length > 0 ? chosen : null} onText={change} onKeyDown={onKeyDown} />
      {named ? (
        <NamedOption link={named} go={goToNamed} />
      ) : found.length === 0 ? (
        <p className="jumpNothing">
          {text === '' ? words.rooms.jumpAddress : `${words.rooms.jumpNothing(text)} ${words.rooms.jumpAddress}`}
        </p>
      ) : (
        <Options found={found} chosen={chosen} choose={setAt} go={go} />
      )}
    </>
  );
}

interface FieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly chosen: number | null;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Field({ field, text, chosen, onText, onKeyDown }: FieldProps) {
  return (
    <div className="jumpField">
      <Search size={18} aria-hidden />
      <input
        ref={field}
        role="combobox"
        aria-label={words.rooms.jumpHint}
        aria-expanded={chosen !== null}
        aria-controls={chosen === null ? undefined : 'jumpOptions'}
        aria-activedescendant={chosen === null ? undefined : optionId(chosen)}
        placeholder={words.rooms.jumpHint}
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden>Esc</kbd>
    </div>
  );
}

/** An address that was typed or pasted, of whatever server. */
function NamedOption({ link, go }: { readonly link: MatrixLink; readonly go: (link: MatrixLink) => void }) {
  return (
    <div className="jumpList" role="listbox" id="jumpOptions" aria-label={words.rooms.list}>
      <div id={optionId(0)} role="option" aria-selected className="jumpRow" onClick={() => go(link)}>
        <Face id={namedBy(link)} name={namedBy(link).slice(1)} size={28} room={link.is === 'room'} />
        <span>
          <bdi>{namedBy(link)}</bdi>
        </span>
        <kbd aria-hidden>↵</kbd>
      </div>
    </div>
  );
}

interface OptionsProps {
  readonly found: readonly RoomSummary[];
  readonly chosen: number;
  readonly choose: (index: number) => void;
  readonly go: (room: RoomSummary) => void;
}

function Options({ found, chosen, choose, go }: OptionsProps) {
  const now = useNow(30_000);
  return (
    <div className="jumpList" role="listbox" id="jumpOptions" aria-label={words.rooms.list}>
      {found.map((room, index) => (
        <div
          key={room.id}
          id={optionId(index)}
          role="option"
          aria-selected={index === chosen}
          className="jumpRow"
          onPointerMove={() => choose(index)}
          onClick={() => go(room)}
        >
          <Face id={room.id} name={room.name} size={28} room={!room.isDirect} />
          <span>
            <bdi>{room.name}</bdi>
          </span>
          {/* Two rooms of one name are told apart by it. */}
          {room.lastActiveTs > 0 && <span className="jumpTime">{shortWhen(room.lastActiveTs, now)}</span>}
        </div>
      ))}
    </div>
  );
}

const optionId = (index: number): string => `jumpOption${index}`;
