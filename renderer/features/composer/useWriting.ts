import { useRef } from 'react';
import type { Written } from '../../../core/features/sending/calls.ts';
import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { report } from '../../bridge/host.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { sendAttached, useHasAttached } from '../attachments/attachments.ts';
import { startEdit, stopComposing, typedOf, useComposing, type Composing } from '../composing/composing.ts';
import { flushDraft, knownDraft } from '../drafts/drafts.ts';
import type { Mention } from '../marked/marked.ts';
import { roomView } from '../roomView/roomView.ts';
import { answerTo, edit, send } from '../sending/sending.ts';
import { useCommands, type CommandNotice } from './commands/useCommands.ts';
import type { Place } from './place.ts';
import { useFormatter } from './useFormatter.ts';
import { useText } from './useText.ts';

export interface Writing {
  readonly text: string;
  readonly canSubmit: boolean;
  readonly composing: Composing | null;
  /** Of a command that was not done. */
  readonly notice: CommandNotice | null;
  readonly change: (next: string) => void;
  /** Its name is about to be written. */
  readonly mention: (one: Mention) => void;
  readonly submit: (asText?: boolean) => Promise<void>;
  readonly stop: () => void;
}

/** A message, an answer, or an edit. The draft stays aside while something is edited. */
export function useWriting({ roomId, own, openRoom }: Place, onSent: () => void): Writing {
  const slot = useSlot();
  const composing = useComposing(({ byRoom }) => byRoom.get(roomId) ?? null);
  const editing = composing?.is === 'edit' ? composing.item : null;
  const answers = composing?.is === 'reply' ? composing.item : null;
  const format = useFormatter();
  const { notice, run, settle } = useCommands(roomId, openRoom);
  const sent = useRef('');
  const { text, marked, change, mention } = useText(roomId, editing, (next) => {
    settle();
    if (next !== '') sent.current = '';
  });
  const hasFiles = useHasAttached(roomId) && !editing;
  const stop = (): void => stopComposing(roomId, slot);
  const written = () => format(marked, roomView(roomId, slot).getState().detail?.canNotifyRoom === true);

  function done(): void {
    change('');
    flushDraft(roomId, slot);
    if (composing) stop();
    onSent();
  }

  async function submitEdit(item: MessageItem): Promise<void> {
    const again = marked === typedOf(item) ? null : await written();
    if (!again && text.trim() === '') return;
    stop();
    onSent();
    if (again) await handEdit(roomId, item, again, slot);
  }

  async function submit(asText = false): Promise<void> {
    if (editing) return submitEdit(editing);
    if (!asText && run(marked, done)) return;
    const isAgain = sent.current === marked;
    sent.current = marked;
    const files = await sendAttached(roomId, { caption: written, relation: answers && answerTo(answers, own) }, slot);
    if (files === 'left') sent.current = '';
    // What was written meanwhile is another message.
    if (files === 'sent' && (knownDraft(roomId, slot) ?? '') === marked) done();
    // A second Enter before the box has been drawn empty means the same message.
    if (files !== 'none' || isAgain) return;
    const message = await written();
    if (!message) return;
    send({ roomId, own, written: message, answers }, slot);
    done();
  }

  return { text, canSubmit: text.trim() !== '' || hasFiles, composing, notice, change, mention, submit, stop };
}

async function handEdit(roomId: RoomId, item: MessageItem, again: Written, slot: string): Promise<void> {
  await edit(roomId, item, again, slot).catch((cause: unknown) => {
    // The words are still there to be tried again.
    startEdit(roomId, item, slot);
    report('edit', cause);
  });
}
