import './Polls.css';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { longestAnswer, longestQuestion, maxAnswers } from '../../../core/features/polls/pollEvents.ts';
import type { RoomId } from '../../../core/ids.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { showDialog } from '../../layout.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { words } from '../../words/words.ts';
import { useRoomOnScreen } from '../currentRoom/currentRoom.ts';
import { emptyPoll, useTypedPoll, type TypedPoll } from './voting.ts';

const said = words.polls;

/** A poll into the room on screen. */
export function NewPoll({ open }: { readonly open: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const room = useRoomOnScreen();
  return (
    <DialogFrame
      open={open && room !== undefined}
      onClose={() => showDialog(null)}
      title={said.title}
      initialFocus={field}
      className="begin"
    >
      {room && <Form key={room.id} roomId={room.id} field={field} />}
    </DialogFrame>
  );
}

interface FormProps {
  readonly roomId: RoomId;
  readonly field: RefObject<HTMLInputElement | null>;
}

function Form({ roomId, field }: FormProps) {
  const slot = useSlot();
  const typed = useTypedPoll((state) => state);
  const { busy, error, run } = useDoing();
  const [tried, setTried] = useState(false);
  const change = (next: Partial<TypedPoll>): void => useTypedPoll.of(slot).setState(next);
  const question = typed.question.trim();
  const answers = typed.answers.map((text) => text.trim()).filter((text) => text !== '');
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (question === '' || answers.length < 2) return field.current?.focus();
    const maxSelections = typed.several ? answers.length : 1;
    run(async () => {
      const poll = { question, answers, disclosed: typed.disclosed, maxSelections };
      await callEngineSurely('startPoll', { roomId, txnId: crypto.randomUUID(), ...poll }, slot);
      useTypedPoll.of(slot).setState(emptyPoll);
      showDialog(null, slot);
    });
  }
  return (
    <form className="beginForm" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={said.question}
        value={typed.question}
        maxLength={longestQuestion}
        note={tried && question === '' ? { is: 'error', text: said.questionMissing } : null}
        onChange={(event) => change({ question: event.target.value })}
      />
      <Answers answers={typed.answers} missing={tried && answers.length < 2} change={(next) => change({ answers: next })} />
      <Switch label={said.disclosed} text={said.disclosedText} on={typed.disclosed} onChange={(disclosed) => change({ disclosed })} />
      <Switch label={said.allowSeveral} text={said.allowSeveralText} on={typed.several} onChange={(several) => change({ several })} />
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" onClick={() => showDialog(null)}>
          {said.cancel}
        </Button>
        <Button look="filled" type="submit" busy={busy}>
          {said.start}
        </Button>
      </div>
    </form>
  );
}

interface AnswersProps {
  readonly answers: readonly string[];
  readonly missing: boolean;
  readonly change: (answers: readonly string[]) => void;
}

/** As soon as something stands in the last field, there is one more. */
function Answers({ answers, missing, change }: AnswersProps) {
  function put(at: number, text: string): void {
    const next = answers.map((answer, index) => (index === at ? text : answer));
    change(next.at(-1) !== '' && next.length < maxAnswers ? [...next, ''] : next);
  }
  return (
    <div className="pollAnswers" role="group" aria-label={said.answers}>
      {answers.map((text, index) => (
        <TextField
          key={index}
          label={said.answer(index + 1)}
          value={text}
          maxLength={longestAnswer}
          note={missing && index === 0 ? { is: 'error', text: said.answersMissing } : null}
          onChange={(event) => put(index, event.target.value)}
        />
      ))}
    </div>
  );
}
