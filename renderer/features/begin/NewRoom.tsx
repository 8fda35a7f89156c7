import './Begin.css';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { maxName, maxTopic } from '../../../core/features/membership/calls.ts';
import type { AppError } from '../../../core/errors.ts';
import type { NewRoom as Wanted } from '../../../core/features/directory/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { showDialog } from '../../layout.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { SwitchBox } from '../../ui/Switch.tsx';
import { words } from '../../words/words.ts';
import { addressOf, enter, useBegin, withAccess } from './begin.ts';

const said = words.begin.room;
const accesses = ['invite', 'public'] as const;

export function NewRoom({ open }: { readonly open: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <DialogFrame
      open={open}
      onClose={() => showDialog(null)}
      title={words.begin.newRoom}
      text={said.text}
      initialFocus={field}
      className="begin"
    >
      <Form field={field} />
    </DialogFrame>
  );
}

function Form({ field }: { readonly field: RefObject<HTMLInputElement | null> }) {
  const slot = useSlot();
  const room = useBegin((state) => state.room);
  const { busy, error, run } = useDoing();
  const [nameless, setNameless] = useState(false);
  const change = (next: Partial<Wanted>): void => useBegin.of(slot).setState({ room: { ...room, ...next } });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (busy) return;
    setNameless(room.name.trim() === '');
    if (room.name.trim() === '') field.current?.focus();
    else run(async () => enter((await callEngine('createRoom', room, slot)).roomId, slot));
  }
  const taken = isTaken(error);
  return (
    <form className="beginForm" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={said.name}
        value={room.name}
        maxLength={maxName}
        note={nameless && room.name.trim() === '' ? { is: 'error', text: said.nameMissing } : null}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField label={said.topic} value={room.topic} maxLength={maxTopic} onChange={(event) => change({ topic: event.target.value })} />
      <Access room={room} change={(access) => change(withAccess(room, access))} />
      {room.access === 'public' && <Address room={room} change={change} taken={taken} />}
      <Encrypted room={room} change={change} />
      {error && !taken && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" onClick={() => showDialog(null)}>
          {words.begin.cancel}
        </Button>
        <Button look="filled" type="submit" busy={busy}>
          {busy ? said.creating : said.create}
        </Button>
      </div>
    </form>
  );
}

const isTaken = (error: AppError | null): boolean => error?.code === 'refused' && error.errcode === 'M_ROOM_IN_USE';

function Access({ room, change }: { readonly room: Wanted; readonly change: (access: Wanted['access']) => void }) {
  return (
    <div className="beginLine">
      <span className="beginLabel" id="beginAccess">
        {said.access}
      </span>
      <Segments
        labelledBy="beginAccess"
        choices={accesses.map((access) => [access, said.accesses[access]])}
        chosen={room.access}
        onChange={change}
      />
      <span className="beginHint">{said.accessText[room.access]}</span>
    </div>
  );
}

interface LineProps {
  readonly room: Wanted;
  readonly change: (next: Partial<Wanted>) => void;
}

function Address({ room, change, taken }: LineProps & { readonly taken: boolean }) {
  return (
    <TextField
      label={said.address}
      value={room.address}
      aside={
        <span className="finderQuiet" aria-hidden>
          {said.addressEnd}
        </span>
      }
      note={taken ? { is: 'error', text: said.addressTaken } : null}
      onChange={(event) => change({ address: addressOf(event.target.value) })}
    />
  );
}

function Encrypted({ room, change }: LineProps) {
  return (
    <label className="beginLine">
      <span className="beginLabel">{said.encrypted}</span>
      <SwitchBox on={room.isEncrypted} onChange={(isEncrypted) => change({ isEncrypted })} />
      <span className="beginHint">{said.encryptedText[room.access]}</span>
    </label>
  );
}
