import './Composer.css';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { RoomId, UserId } from '../../../core/ids.ts';
import type { RoomDetail } from '../../../core/features/rooms/model.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { AttachButton, Attachments } from '../attachments/Attachments.tsx';
import { Voice, VoiceButton } from '../voice/Voice.tsx';
import { lastOwn, startEdit } from '../composing/composing.ts';
import { ComposingLine } from './ComposingLine.tsx';
import { useWriting } from './useWriting.ts';

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
  const hint = encrypted ? words.timeline.messageToEncrypted(name) : words.timeline.messageTo(name);
  // Opening a room is in order to write in it; F6 goes back to the list.
  useEffect(() => {
    if (!document.activeElement?.closest('[role="dialog"]')) box.current?.focus({ preventScroll: true });
  }, []);
  const slot = useSlot();
  const { text, canSubmit, composing, change, submit, stop } = useWriting(roomId, own, () => box.current?.focus());
  useEffect(() => {
    if (composing) box.current?.focus({ preventScroll: true });
  }, [composing]);

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a word.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) void submit();
    else if (event.key === 'Escape' && composing) stop();
    else if (event.key === 'ArrowUp' && text === '' && !composing && !hasModifier(event)) {
      const item = lastOwn(roomId, slot);
      if (!item) return;
      startEdit(roomId, item, slot);
    } else return;
    event.preventDefault();
  }

  return (
    <div className="composer">
      <Voice roomId={roomId} own={own} />
      <Attachments roomId={roomId} name={name} />
      {composing && <ComposingLine composing={composing} stop={stop} />}
      {/* Not the field's own placeholder: that is cut in the middle of a letter. */}
      <div className="composerBox" data-hint={text === '' ? hint : undefined}>
        <AttachButton roomId={roomId} />
        <textarea
          ref={box}
          className="composerText"
          rows={1}
          aria-label={words.timeline.message}
          aria-placeholder={hint}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          data-pane="composer"
          data-pane-focus
        />
        {!canSubmit && <VoiceButton roomId={roomId} />}
        <IconButton label={words.timeline.send} className="composerSend" disabled={!canSubmit} onClick={() => void submit()}>
          <ArrowUp size={18} />
        </IconButton>
      </div>
    </div>
  );
}

const hasModifier = (event: KeyboardEvent): boolean => event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
