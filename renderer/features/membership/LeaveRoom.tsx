import './Membership.css';
import { useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { RoomDetail, RoomSummary } from '../../../core/features/rooms/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { showDialog } from '../../layout.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { CheckBox } from '../../ui/fields/CheckBox.tsx';
import { words } from '../../words/words.ts';
import { closeRoom, useCurrentRoom, useRoomOnScreen } from '../currentRoom/currentRoom.ts';
import { roomView } from '../roomView/roomView.ts';

const said = words.membership;

/** Asks before the room on screen is left: coming back may need an invitation. */
export function LeaveRoom({ open }: { readonly open: boolean }) {
  const safe = useRef<HTMLButtonElement>(null);
  const room = useRoomOnScreen();
  return (
    <DialogFrame
      open={open && room !== undefined}
      onClose={() => showDialog(null)}
      title={said.leaveTitle(room?.name ?? '')}
      initialFocus={safe}
    >
      {room && <Leaving key={room.id} room={room} safe={safe} />}
    </DialogFrame>
  );
}

function Leaving({ room, safe }: { readonly room: RoomSummary; readonly safe: RefObject<HTMLButtonElement | null> }) {
  const slot = useSlot();
  const detail = useStore(roomView(room.id, slot), (view) => view.detail);
  const unsent = useStore(
    roomView(room.id, slot),
    ({ items }) => items.filter((item) => item.kind === 'message' && item.send !== null).length,
  );
  const [forgets, setForgets] = useState(false);
  const { busy, error, run } = useDoing();
  const leave = (): void =>
    run(async () => {
      await callEngine(forgets ? 'forgetRoom' : 'leaveRoom', { roomId: room.id }, slot);
      if (useCurrentRoom.of(slot).getState().roomId === room.id) closeRoom(slot);
      showDialog(null, slot);
    });
  return (
    <>
      <p className="dialogText">{said.leaveText[kindOf(room, detail)]}</p>
      {unsent > 0 && <p className="dialogText">{said.unsent(unsent)}</p>}
      <label className="leaveForget">
        <CheckBox checked={forgets} onChange={(event) => setForgets(event.target.checked)} />
        {said.forget}
      </label>
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" ref={safe} onClick={() => showDialog(null)}>
          {said.cancel}
        </Button>
        <Button look="danger" busy={busy} onClick={leave}>
          {busy ? said.leaving : said.leaveSubmit}
        </Button>
      </div>
    </>
  );
}

function kindOf(room: RoomSummary, detail: RoomDetail | null): keyof typeof said.leaveText {
  if (detail?.memberCount === 1) return 'alone';
  return room.isDirect ? 'direct' : 'room';
}
