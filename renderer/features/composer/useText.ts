import { useRef, useState } from 'react';
import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { typedOf } from '../composing/composing.ts';
import { markUp, readMarked, type Mention } from '../marked/marked.ts';
import { useDraft } from './useDraft.ts';
import { useTyping } from './useTyping.ts';

interface Text {
  /** As people see it. */
  readonly text: string;
  /** With its mentions marked: so it is kept and sent. */
  readonly marked: string;
  readonly change: (next: string) => void;
  readonly mention: (one: Mention) => void;
}

/** What stands in the field: the room's draft, or the words of a message that is edited. */
export function useText(roomId: RoomId, editing: MessageItem | null, onDraft: (next: string) => void): Text {
  const [draft, setDraft] = useDraft(roomId);
  const [edited, setEdited] = useState<{ readonly of: MessageItem; readonly text: string } | null>(null);
  const typing = useTyping(roomId);
  /** Whom and what was mentioned since the room was opened: what is taken away and written again is the same. */
  const named = useRef<readonly Mention[]>([]);
  const marked = editing ? (edited?.of === editing ? edited.text : typedOf(editing)) : draft;
  const { text, mentions } = readMarked(marked);

  function change(next: string): void {
    const now = markUp(next, [...named.current, ...mentions]);
    if (editing) return setEdited({ of: editing, text: now });
    onDraft(now);
    setDraft(now);
    typing(next);
  }

  return { text, marked, change, mention: (one) => void (named.current = [one, ...named.current]) };
}
