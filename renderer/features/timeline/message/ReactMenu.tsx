import { Menu } from '@base-ui/react/menu';
import SmilePlus from 'lucide-react/icons/smile-plus';
import { useEffect, useRef, useState } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { PopupMenu } from '../../../ui/PopupMenu.tsx';
import { words } from '../../../words/words.ts';
import { EmojiPicker } from '../../emojiPicker/EmojiPicker.tsx';
import { emojiUsed, useRecentEmoji } from '../../recentEmoji/recentEmoji.ts';
import { toggleReaction } from '../../sending/sending.ts';

/** With their variation selectors, as other clients send them: else the same reaction would be counted twice. */
const usual = ['👍️', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👀', '✅️', '🔥', '👎️', '🤔'] as const;
/** How many of the last used come in front of the usual ones. */
const recentShown = 6;
const shown = 12;

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  /** Whether it is open: the pointer may leave the message for it. */
  readonly onOpen: (open: boolean) => void;
}

const place = '[data-pane="timeline"]';

export function ReactMenu({ roomId, item, onOpen }: Props) {
  const [menu, setMenu] = useState(false);
  const [all, setAll] = useState(false);
  // One goes as the other comes.
  useEffect(() => onOpen(menu || all), [menu, all, onOpen]);
  const tools = useRef<HTMLDivElement>(null);
  const button = (): HTMLElement | null => tools.current?.querySelector('button') ?? null;
  return (
    <div ref={tools} className="menuPlace">
      <PopupMenu
        button={<SmilePlus size={16} aria-hidden />}
        label={words.timeline.menu.react}
        side="top"
        align="end"
        inside={place}
        menuClass="reactMenu"
        onOpen={setMenu}
      >
        <ReactChoices roomId={roomId} item={item} />
        <Menu.Item className="menuItem reactMore" onClick={() => setAll(true)}>
          {words.emoji.more}
        </Menu.Item>
      </PopupMenu>
      <EmojiPicker
        open={all}
        onClose={() => setAll(false)}
        anchor={button()}
        inside={tools.current?.closest<HTMLElement>(place) ?? null}
        onPick={(key) => toggleReaction(roomId, item, key)}
        finalFocus={button}
      />
    </div>
  );
}

/** The same in the message's menu: the last used first. */
export function ReactChoices({ roomId, item }: Pick<Props, 'roomId' | 'item'>) {
  const recent = useRecentEmoji(({ list }) => list);
  const keys = [...new Set([...recent.slice(0, recentShown).map(({ emoji }) => emoji), ...usual])].slice(0, shown);
  return keys.map((key) => (
    <Menu.Item
      key={key}
      className="reactItem"
      onClick={() => {
        emojiUsed(key);
        toggleReaction(roomId, item, key);
      }}
    >
      {key}
    </Menu.Item>
  ));
}
