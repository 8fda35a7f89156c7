import type { KeyboardEvent, RefObject } from 'react';
import { useSlot } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';
import { lastOwn, startEdit } from '../composing/composing.ts';
import { CompletionList } from './completion/CompletionList.tsx';
import type { Place } from './place.ts';
import { completionId, useCompletion, type Completion } from './completion/useCompletion.ts';
import { newLine, withMarks } from './keys.ts';
import { insertText } from './insertText.ts';
import type { Writing } from './useWriting.ts';

interface Props {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly place: Place;
  readonly hint: string;
  readonly writing: Writing;
}

/** Where one writes: Enter sends, Esc leaves an answer or an edit, ↑ in an empty field goes back to the last own message. */
export function ComposerField({ box, place, hint, writing: { text, composing, change, mention, submit, stop } }: Props) {
  const slot = useSlot();
  const completion = useCompletion(box, place, mention);

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a word.
    if (event.nativeEvent.isComposing || completion.onKeyDown(event)) return;
    if (applyKey(event, box.current)) return;
    if (event.key === 'Enter' && !event.shiftKey) void submit();
    else if (event.key === 'Escape' && composing) stop();
    else if (event.key === 'ArrowUp' && text === '' && !composing && !hasModifier(event)) {
      const item = lastOwn(place.roomId, slot);
      if (!item) return;
      startEdit(place.roomId, item, slot);
    } else return;
    event.preventDefault();
  }

  return (
    <>
      <CompletionList completion={completion} />
      <textarea
        ref={box}
        className="composerText"
        rows={1}
        aria-label={words.timeline.message}
        aria-placeholder={hint}
        {...completing(completion)}
        value={text}
        onChange={(event) => change(event.target.value)}
        onSelect={completion.look}
        onBlur={completion.close}
        onKeyDown={onKeyDown}
        data-pane="composer"
        data-pane-focus
      />
    </>
  );
}

/** What stands over the field, for a screen reader. */
function completing({ found, choosing }: Completion) {
  const at = found.length === 0 ? null : choosing.optionId(choosing.current);
  return { 'aria-autocomplete': 'list', ...(at !== null && { 'aria-controls': completionId, 'aria-activedescendant': at }) } as const;
}

/** What a key makes of the text, if it is such a key. */
function applyKey(event: KeyboardEvent, field: HTMLTextAreaElement | null): boolean {
  if (!field || event.altKey) return false;
  const typed = { text: field.value, from: field.selectionStart, to: field.selectionEnd };
  const isCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey;
  const isNewLine = event.key === 'Enter' && event.shiftKey && !event.ctrlKey && !event.metaKey;
  const change = isCommand ? withMarks(event.key, typed) : isNewLine ? newLine(typed) : null;
  if (!change) return false;
  event.preventDefault();
  insertText(field, change.text, change.from, change.to);
  field.setSelectionRange(...change.select);
  return true;
}

const hasModifier = (event: KeyboardEvent): boolean => event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
