import './Forward.css';
import LockOpen from 'lucide-react/icons/lock-open';
import { useRef, useState, type RefObject } from 'react';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Face } from '../../ui/Face.tsx';
import { Finder } from '../../ui/Finder.tsx';
import { words } from '../../words/words.ts';
import { openRoom } from '../currentRoom/currentRoom.ts';
import { matchRooms, useRooms } from '../roomList/roomList.ts';
import { stopSelecting } from '../selecting/selecting.ts';
import { forward, stopForwarding, useForwarding, type Forwarding } from './forwarding.ts';

const said = words.forwarding;
const shownAtMost = 50;

/** Where a message goes on to, asked over the room that it is in. */
export function Forward() {
  const slot = useSlot();
  const of = useForwarding((state) => state.of);
  const field = useRef<HTMLInputElement>(null);
  return (
    <DialogFrame
      open={of !== null}
      onClose={() => stopForwarding(slot)}
      title={said.title(of?.eventIds.length ?? 1)}
      text={said.text}
      initialFocus={field}
      className="forward"
    >
      {of && <Choosing of={of} field={field} />}
    </DialogFrame>
  );
}

interface Props {
  readonly of: Forwarding;
  readonly field: RefObject<HTMLInputElement | null>;
}

function Choosing({ of, field }: Props) {
  const slot = useSlot();
  const rooms = useRooms((state) => state.rooms);
  const [text, setText] = useState('');
  const [to, setTo] = useState<RoomSummary | null>(null);
  const [txnIds] = useState(() => of.eventIds.map(() => crypto.randomUUID()));
  const { busy, error, run } = useDoing();
  const found = matchRooms(
    rooms.filter(({ membership }) => membership === 'join'),
    text,
  ).slice(0, shownAtMost);
  const submit = (room: RoomSummary): void =>
    run(async () => {
      await forward(of, room.id, txnIds, slot);
      stopForwarding(slot);
      stopSelecting(slot);
      openRoom(room.id, slot);
    });
  return (
    <>
      {to ? (
        <Chosen room={to} warns={of.encrypted && !to.isEncrypted} onOther={() => setTo(null)} />
      ) : (
        <Finder
          field={field}
          label={said.find}
          hint={said.hint}
          text={text}
          onText={setText}
          found={found}
          keyOf={({ id }) => id}
          draw={(room) => <RoomLine room={room} />}
          onChoose={setTo}
          empty={said.nothing(text)}
        />
      )}
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" onClick={() => stopForwarding(slot)}>
          {said.cancel}
        </Button>
        {to && (
          // The list that was chosen from is gone, and the focus with it.
          <Button look="filled" busy={busy} autoFocus onClick={() => submit(to)}>
            {said.submit}
          </Button>
        )}
      </div>
    </>
  );
}

function RoomLine({ room: { id, name, isDirect } }: { readonly room: RoomSummary }) {
  return (
    <>
      <Face id={id} name={name} size={28} room={!isDirect} />
      <span>
        <bdi>{name}</bdi>
      </span>
    </>
  );
}

interface ChosenProps {
  readonly room: RoomSummary;
  /** It is not encrypted there, and was here. */
  readonly warns: boolean;
  readonly onOther: () => void;
}

function Chosen({ room, warns, onOther }: ChosenProps) {
  return (
    <>
      <p className="forwardTo">
        <Face id={room.id} name={room.name} size={28} room={!room.isDirect} />
        <span>{said.to(room.name)}</span>
        <LinkButton onClick={onOther}>{said.other}</LinkButton>
      </p>
      {warns && (
        <p className="forwardPlain" role="alert">
          <LockOpen size={16} aria-hidden /> {said.plain}
        </p>
      )}
    </>
  );
}
