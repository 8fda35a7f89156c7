import './Invite.css';
import { useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { RoomDetail, RoomSummary } from '../../../core/features/rooms/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Face } from '../../ui/Face.tsx';
import { words } from '../../words/words.ts';
import { closeRoom } from './currentRoom.ts';

interface Props {
  readonly summary: RoomSummary;
  readonly detail: RoomDetail | null;
}

export function Invite({ summary, detail }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const by = detail?.invitedBy ?? (summary.preview.kind === 'invited' ? summary.preview.by : null);

  async function answer(join: boolean): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await callEngine(join ? 'joinRoom' : 'leaveRoom', { roomId: summary.id });
      if (!join) closeRoom();
    } catch (cause) {
      setError(toError(cause));
      setBusy(false);
    }
  }

  return (
    <section className="emptyPane" aria-label={words.rooms.invitation}>
      <Face id={summary.id} name={summary.name} size={40} room={!summary.isDirect} />
      <h2>
        <bdi>{summary.name}</bdi>
      </h2>
      <p>{summary.isDirect ? words.rooms.inviteDirect(by?.name ?? null) : words.rooms.inviteText(by?.name ?? null)}</p>
      {by && <p>{by.userId}</p>}
      {error && <ErrorNote error={error} />}
      <div className="inviteActions">
        <Button look="filled" disabled={busy} onClick={() => void answer(true)}>
          {busy ? words.rooms.joining : words.rooms.acceptInvite}
        </Button>
        <Button disabled={busy} onClick={() => void answer(false)}>
          {words.rooms.declineInvite}
        </Button>
      </div>
    </section>
  );
}
