import './Composer.css';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { RoomId, UserId } from '../../../core/ids.ts';
import type { RoomDetail } from '../../../core/model/room.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import { flushDraft } from '../drafts/drafts.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { send } from '../sending/sending.ts';
import { useDraft } from './useDraft.ts';
import { useFormatter } from './useFormatter.ts';
import { useTyping } from './useTyping.ts';

interface Props {
  readonly roomId: RoomId;
  readonly name: string;
  readonly own: UserId;
  readonly detail: RoomDetail | null;
}

export function Composer({ roomId, name, own, detail }: Props) {
  if (detail?.canSend === false) {
    return (
      <div className="composer">
        <p className="composerNo">{words.timeline.cannotSend}</p>
      </div>
    );
  }
  return <Box roomId={roomId} name={name} own={own} encrypted={detail?.isEncrypted ?? false} />;
}

interface BoxProps {
  readonly roomId: RoomId;
  readonly name: string;
  readonly own: UserId;
  readonly encrypted: boolean;
}

function Box({ roomId, name, own, encrypted }: BoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  // Opening a room is in order to write in it; F6 goes back to the list.
  useEffect(() => {
    if (!document.activeElement?.closest('[role="dialog"]')) box.current?.focus({ preventScroll: true });
  }, []);
  const { text, change, submit } = useWriting(roomId, own, () => box.current?.focus());

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  }

  return (
    <div className="composer">
      <div className="composerBox">
        <textarea
          ref={box}
          className="composerText"
          rows={1}
          aria-label={words.timeline.message}
          placeholder={encrypted ? words.timeline.messageToEncrypted(name) : words.timeline.messageTo(name)}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          data-pane="composer"
          data-pane-focus
        />
        <IconButton label={words.timeline.send} className="composerSend" disabled={text.trim() === ''} onClick={() => void submit()}>
          <ArrowUp size={18} />
        </IconButton>
      </div>
    </div>
  );
}

interface Writing {
  readonly text: string;
  readonly change: (next: string) => void;
  readonly submit: () => Promise<void>;
}

function useWriting(roomId: RoomId, own: UserId, onSent: () => void): Writing {
  const slot = useSlot();
  const [text, setText] = useDraft(roomId);
  const typing = useTyping(roomId);
  const format = useFormatter();
  const sent = useRef('');

  function change(next: string): void {
    if (next !== '') sent.current = '';
    setText(next);
    typing(next);
  }

  async function submit(): Promise<void> {
    // A second Enter before the box has been drawn empty means the same message.
    if (sent.current === text) return;
    sent.current = text;
    const written = await format(text);
    if (!written) return;
    send(roomId, own, written, slot);
    change('');
    flushDraft(roomId, slot);
    onSent();
  }

  return { text, change, submit };
}
