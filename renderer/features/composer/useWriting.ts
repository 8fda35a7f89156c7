import { useRef, useState } from 'react';
import type { Written } from '../../../core/features/sending/calls.ts';
import type { RoomId, UserId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { report } from '../../bridge/host.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { startEdit, stopComposing, typedOf, useComposing, type Composing } from '../composing/composing.ts';
import { sendAttached, useHasAttached } from '../attachments/attachments.ts';
import { flushDraft, knownDraft } from '../drafts/drafts.ts';
import { answerTo, edit, send } from '../sending/sending.ts';
import { useDraft } from './useDraft.ts';
import { useFormatter } from './useFormatter.ts';
import { useTyping } from './useTyping.ts';

export interface Writing {
  readonly text: string;
  readonly canSubmit: boolean;
  readonly composing: Composing | null;
  readonly change: (next: string) => void;
  readonly submit: () => Promise<void>;
  readonly stop: () => void;
}

/** A message, an answer, or an edit. The draft stays aside while something is edited. */
export function useWriting(roomId: RoomId, own: UserId, onSent: () => void): Writing {
  const slot = useSlot();
  const composing = useComposing(({ byRoom }) => byRoom.get(roomId) ?? null);
  const editing = composing?.is === 'edit' ? composing.item : null;
  const answers = composing?.is === 'reply' ? composing.item : null;
  const [draft, setDraft] = useDraft(roomId);
  const [edited, setEdited] = useState<{ readonly of: MessageItem; readonly text: string } | null>(null);
  const typing = useTyping(roomId);
  const format = useFormatter();
  const sent = useRef('');
  const text = editing ? (edited?.of === editing ? edited.text : typedOf(editing)) : draft;
  const hasFiles = useHasAttached(roomId) && !editing;
  const stop = (): void => stopComposing(roomId, slot);

  function change(next: string): void {
    if (editing) return setEdited({ of: editing, text: next });
    if (next !== '') sent.current = '';
    setDraft(next);
    typing(next);
  }

  function done(): void {
    change('');
    flushDraft(roomId, slot);
    if (composing) stop();
    onSent();
  }

  async function submitEdit(item: MessageItem): Promise<void> {
    const written = text === typedOf(item) ? null : await format(text);
    if (!written && text.trim() === '') return;
    stop();
    onSent();
    if (written) await handEdit(roomId, item, written, slot);
  }

  async function submit(): Promise<void> {
    if (editing) return submitEdit(editing);
    const isAgain = sent.current === text;
    sent.current = text;
    const files = await sendAttached(roomId, { caption: () => format(text), relation: answers && answerTo(answers, own) }, slot);
    if (files === 'left') sent.current = '';
    // What was written meanwhile is another message.
    if (files === 'sent' && (knownDraft(roomId, slot) ?? '') === text) done();
    // A second Enter before the box has been drawn empty means the same message.
    if (files !== 'none' || isAgain) return;
    const written = await format(text);
    if (!written) return;
    send({ roomId, own, written, answers }, slot);
    done();
  }

  return { text, canSubmit: text.trim() !== '' || hasFiles, composing, change, submit, stop };
}

async function handEdit(roomId: RoomId, item: MessageItem, written: Written, slot: string): Promise<void> {
  await edit(roomId, item, written, slot).catch((cause: unknown) => {
    // The words are still there to be tried again.
    startEdit(roomId, item, slot);
    report('edit', cause);
  });
}
