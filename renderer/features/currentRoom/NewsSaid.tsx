import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';
import { wordsOf } from '../messageWords/messageWords.ts';
import { roomView } from '../roomView/roomView.ts';
import { newsOf } from './news.ts';

interface Said {
  readonly text: string;
  readonly turn: number;
  /** What was said of it goes with the message. */
  readonly of: readonly string[];
}

/**
 * For those who hear the page: what is new at the end, once. The list itself says nothing: of a virtual one everything that is scrolled
 * to would be new.
 */
export function NewsSaid({ roomId }: { readonly roomId: RoomId }) {
  const slot = useSlot();
  // As the engine has them: what is written here needs no saying.
  const items = useStore(roomView(roomId, slot), (view) => view.items);
  const upTo = useRef<string | null>(null);
  const [said, setSaid] = useState<Said>({ text: '', turn: 0, of: [] });
  useEffect(() => {
    const news = newsOf(items, upTo.current);
    upTo.current = news.upTo;
    const [first] = news.fresh;
    const there = new Set(items.filter((item) => item.kind === 'message' && item.body.type !== 'redacted').map(({ id }) => id));
    setSaid((before) => {
      if (first) return { text: textOf(news.fresh, first), turn: before.turn + 1, of: news.fresh.map(({ id }) => id) };
      return before.text !== '' && before.of.some((id) => !there.has(id)) ? { ...before, text: '', of: [] } : before;
    });
  }, [items]);
  return (
    <div className="srOnly" role="status" data-news>
      {/* Another paragraph each time: the same words twice are said twice. */}
      <p key={said.turn}>{said.text}</p>
    </div>
  );
}

function textOf(fresh: readonly MessageItem[], first: MessageItem): string {
  if (fresh.length > 1) return words.timeline.newMessages(fresh.length);
  return words.timeline.saidBy(first.sender.name, heard(first));
}

/** What is not to be seen at once is not to be heard at once either, and why something cannot be read stands in its place. */
function heard(item: MessageItem): string {
  if (item.body.type === 'undecryptable') return words.rooms.undecryptable;
  return 'html' in item.body && item.body.html?.includes('data-mx-spoiler') ? words.timeline.hidden : wordsOf(item);
}
