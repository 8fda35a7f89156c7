import { useState, type KeyboardEvent, type RefObject } from 'react';
import { useChoosing, type Choosing } from '../../../ui/choosing.ts';
import { useSettings } from '../../../settings.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { inTone } from '../../emoji/emoji.ts';
import { linkTo, type Mention } from '../../marked/marked.ts';
import { emojiUsed } from '../../recentEmoji/recentEmoji.ts';
import { insertText } from '../insertText.ts';
import type { Place } from '../place.ts';
import { askedAt, type Asked } from './askedAt.ts';
import { nameOf, type Candidate } from './candidates.ts';
import { useCandidates } from './useCandidates.ts';

export const completionId = 'completion';

export interface Completion {
  readonly found: readonly Candidate[];
  readonly choosing: Choosing;
  readonly choose: (one: Candidate) => void;
  /** Whether the key was meant for it. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  /** The text or the caret has changed. */
  readonly look: () => void;
  readonly close: () => void;
}

type Box = RefObject<HTMLTextAreaElement | null>;

/** Completes what stands before the caret: arrows go through what fits, Enter or Tab takes it, Esc leaves it. */
export function useCompletion(box: Box, place: Place, onMention: (one: Mention) => void): Completion {
  const [asked, setAsked] = useState<Asked | null>(null);
  /** Where Esc was pressed: nothing opens there again. */
  const [left, setLeft] = useState<number | null>(null);
  const open = asked !== null && asked.from !== left ? asked : null;
  const found = useCandidates(open, place);
  const choosing = useChoosing(completionId, found, choose);
  const put = usePutting(place, onMention);

  function look(): void {
    const field = box.current;
    const next = field && field.selectionStart === field.selectionEnd ? askedAt(field.value, field.selectionStart) : null;
    if (next?.from !== left) setLeft(null);
    if (next?.is === asked?.is && next?.from === asked?.from && next?.text === asked?.text) return;
    setAsked(next);
    choosing.point(0);
  }
  function choose(one: Candidate): void {
    const field = box.current;
    if (!field || !open) return;
    setAsked(null);
    const end = open.from + 1 + open.text.length;
    const space = field.value[end] === ' ' ? '' : ' ';
    insertText(field, one.is === 'emoji' ? put(one) : put(one) + space, open.from, end);
  }
  function onKeyDown(event: KeyboardEvent): boolean {
    const one = found[choosing.current];
    if (!open || !one || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
    // What stands there whole already is sent, or done.
    if (event.key === 'Enter' && nameOf(one) === open.text) return false;
    if (event.key === 'Escape') setLeft(open.from);
    else if (event.key === 'Tab') choose(one);
    else if (!['ArrowUp', 'ArrowDown', 'Enter'].includes(event.key)) return false;
    else choosing.onKeyDown(event);
    event.preventDefault();
    return true;
  }
  return { found, choosing, choose, onKeyDown, look, close: () => setAsked(null) };
}

/** What stands there once something was chosen. */
function usePutting({ own }: Place, onMention: (one: Mention) => void): (one: Candidate) => string {
  const slot = useSlot();
  const tone = useSettings(({ emojiTone }) => emojiTone);
  const mention = (text: string, href: string): string => {
    onMention({ text, href });
    return text;
  };
  return (one) => {
    switch (one.is) {
      case 'emoji': {
        const emoji = inTone(one.emoji, tone);
        emojiUsed(emoji, slot);
        return emoji;
      }
      case 'person':
        return mention(`@${nameOf(one)}`, linkTo(one.member.id));
      case 'room':
        // Who writes is in it, and so is their server.
        return mention(`#${nameOf(one)}`, linkTo(one.room.id, own.slice(own.indexOf(':') + 1)));
      case 'everybody':
        return '@room';
      case 'command':
        return `/${one.name}`;
    }
  };
}
