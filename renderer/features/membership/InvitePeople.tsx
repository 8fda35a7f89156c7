import './Membership.css';
import X from 'lucide-react/icons/x';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { maxInvited } from '../../../core/features/membership/calls.ts';
import type { AppError } from '../../../core/errors.ts';
import type { UserId } from '../../../core/ids.ts';
import type { Member, RoomSummary } from '../../../core/features/rooms/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { listenList } from '../../bridge/listenList.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { showDialog } from '../../layout.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { words } from '../../words/words.ts';
import { useRoomOnScreen } from '../currentRoom/currentRoom.ts';
import { PeopleFinder, type Chosen } from '../directory/Directory.tsx';

const said = words.membership;

/** Several people at once into the room on screen. */
export function InvitePeople({ open }: { readonly open: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const room = useRoomOnScreen();
  return (
    <DialogFrame
      open={open && room !== undefined}
      onClose={() => showDialog(null)}
      title={said.inviteTitle(room?.name ?? '')}
      text={said.inviteText[room?.isEncrypted ? 'encrypted' : 'plain']}
      initialFocus={field}
      className="invitePeople"
    >
      {room && <Inviting key={room.id} room={room} field={field} />}
    </DialogFrame>
  );
}

type Refused = readonly { readonly userId: UserId; readonly error: AppError }[];

function Inviting({ room, field }: { readonly room: RoomSummary; readonly field: RefObject<HTMLInputElement | null> }) {
  const slot = useSlot();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [refused, setRefused] = useState<Refused>([]);
  const { busy, error, run } = useDoing();
  const inside = useInside(room.id);
  const leaveOut = useMemo(() => new Set([...inside, ...chosen.map(({ userId }) => userId)]), [inside, chosen]);
  function choose(person: Chosen): void {
    if (chosen.length < maxInvited) setChosen([...chosen, person]);
    setText('');
  }
  const drop = (userId: UserId): void => setChosen(chosen.filter((person) => person.userId !== userId));
  const submit = (): void =>
    run(async () => {
      const answer = await callEngine('inviteUsers', { roomId: room.id, userIds: chosen.map(({ userId }) => userId) }, slot);
      const not = new Set(answer.refused.map(({ userId }) => userId));
      setRefused(answer.refused);
      setChosen(chosen.filter(({ userId }) => not.has(userId)));
      if (not.size === 0) showDialog(null, slot);
    });
  return (
    <>
      <PeopleFinder
        field={field}
        text={text}
        onText={setText}
        onChoose={choose}
        leaveOut={leaveOut}
        onBack={() => setChosen(chosen.slice(0, -1))}
        chosen={chosen.map((person) => (
          <Chip key={person.userId} person={person} drop={drop} />
        ))}
      />
      {refused.map(({ userId, error: why }) => (
        <Refusal key={userId} userId={userId} error={why} />
      ))}
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" onClick={() => showDialog(null)}>
          {said.cancel}
        </Button>
        <Button look="filled" busy={busy} disabled={chosen.length === 0} onClick={submit}>
          {busy ? said.inviting : said.submit(chosen.length)}
        </Button>
      </div>
    </>
  );
}

function Chip({ person: { userId, name }, drop }: { readonly person: Chosen; readonly drop: (userId: UserId) => void }) {
  return (
    <span className="invitedOne" title={userId}>
      <bdi>{name}</bdi>
      <button type="button" className="iconButton" aria-label={said.remove(name)} onClick={() => drop(userId)}>
        <X size={14} aria-hidden />
      </button>
    </span>
  );
}

function Refusal({ userId, error }: { readonly userId: UserId; readonly error: AppError }) {
  const forbidden = error.code === 'refused' && error.errcode === 'M_FORBIDDEN';
  return (
    <div role="alert">
      <p>{`${said.refused(userId)} ${forbidden ? said.forbidden : ''}`}</p>
      {!forbidden && <ErrorNote error={error} plain />}
    </div>
  );
}

/** Who is in the room, or invited to it. */
function useInside(roomId: RoomSummary['id']): readonly UserId[] {
  const slot = useSlot();
  const [members, setMembers] = useState<readonly Member[]>([]);
  useEffect(() => listenList('members', { roomId }, setMembers, slot), [roomId, slot]);
  return useMemo(() => members.map(({ id }) => id), [members]);
}
