import { useEffect, useRef, useState } from 'react';
import type { TimelineItem } from '../../../core/features/timeline/model.ts';
import { words } from '../../words/words.ts';
import { newsOf } from './news.ts';
import { wordsOf } from '../messageWords/messageWords.ts';

interface Props {
  /** As the engine has them: what is written here needs no saying. */
  readonly items: readonly TimelineItem[];
}

/**
 * For those who hear the page: what is new at the end, once. The list itself says nothing: of a virtual one everything that is scrolled
 * to would be new.
 */
export function NewsSaid({ items }: Props) {
  const upTo = useRef<string | null>(null);
  const [said, setSaid] = useState({ text: '', turn: 0 });
  useEffect(() => {
    const news = newsOf(items, upTo.current);
    upTo.current = news.upTo;
    const [first] = news.fresh;
    if (!first) return;
    const text =
      news.fresh.length === 1 ? words.timeline.saidBy(first.sender.name, wordsOf(first)) : words.timeline.newMessages(news.fresh.length);
    setSaid(({ turn }) => ({ text, turn: turn + 1 }));
  }, [items]);
  return (
    <div className="srOnly" role="status" data-news>
      {/* Another paragraph each time: the same words twice are said twice. */}
      <p key={said.turn}>{said.text}</p>
    </div>
  );
}
