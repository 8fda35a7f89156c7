import './Composer.css';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { useEffect, useMemo, useRef } from 'react';
import type { RoomDetail } from '../../../core/features/rooms/model.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import { AttachButton, Attachments } from '../attachments/Attachments.tsx';
import { EmojiButton } from '../emojiPicker/EmojiPicker.tsx';
import { Voice, VoiceButton } from '../voice/Voice.tsx';
import { CommandLine } from './commands/CommandLine.tsx';
import { ComposerField } from './ComposerField.tsx';
import { ComposingLine } from './ComposingLine.tsx';
import type { Place } from './place.ts';
import { insertText } from './insertText.ts';
import { useWriting } from './useWriting.ts';

interface Props extends Place {
  readonly name: string;
  readonly detail: RoomDetail | null;
}

export function Composer({ name, detail, roomId, own, openRoom }: Props) {
  const place = useMemo(() => ({ roomId, own, openRoom }), [roomId, own, openRoom]);
  if (detail?.canSend === false) {
    return (
      <div className="composer">
        <p className="composerNo">{words.timeline.cannotSend}</p>
      </div>
    );
  }
  return <Box place={place} name={name} encrypted={detail?.isEncrypted ?? false} />;
}

interface BoxProps {
  readonly place: Place;
  readonly name: string;
  readonly encrypted: boolean;
}

function Box({ place, name, encrypted }: BoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const hint = encrypted ? words.timeline.messageToEncrypted(name) : words.timeline.messageTo(name);
  // Opening a room is in order to write in it; F6 goes back to the list.
  useEffect(() => {
    if (!document.activeElement?.closest('[role="dialog"]')) box.current?.focus({ preventScroll: true });
  }, []);
  const writing = useWriting(place, () => box.current?.focus());
  const { text, canSubmit, composing, notice, submit, stop } = writing;
  useEffect(() => {
    if (composing) box.current?.focus({ preventScroll: true });
  }, [composing]);
  const put = (emoji: string): void => {
    if (box.current) insertText(box.current, emoji);
  };
  return (
    <div className="composer">
      <Voice roomId={place.roomId} own={place.own} />
      <Attachments roomId={place.roomId} name={name} />
      {notice && <CommandLine notice={notice} onSend={() => void submit(true)} onEdit={() => box.current?.focus()} />}
      {composing && <ComposingLine composing={composing} stop={stop} />}
      {/* Not the field's own placeholder: that is cut in the middle of a letter. */}
      <div className="composerBox" data-hint={text === '' ? hint : undefined}>
        <AttachButton roomId={place.roomId} />
        <ComposerField box={box} place={place} hint={hint} writing={writing} />
        <EmojiButton className="composerEmoji" onPick={put} finalFocus={() => box.current} />
        {!canSubmit && <VoiceButton roomId={place.roomId} />}
        <IconButton label={words.timeline.send} className="composerSend" disabled={!canSubmit} onClick={() => void submit()}>
          <ArrowUp size={18} />
        </IconButton>
      </div>
    </div>
  );
}
