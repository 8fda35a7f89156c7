import { Menu } from '@base-ui/react/menu';
import SmilePlus from 'lucide-react/icons/smile-plus';
import type { RoomId } from '../../../core/ids.ts';
import { useState } from 'react';
import type { MessageItem } from '../../../core/model/timeline.ts';
import { words } from '../../words/words.ts';
import { toggleReaction } from '../sending/sending.ts';

/** With their variation selectors, as other clients send them: else the same reaction would be counted twice. */
const usual = ['👍️', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👀', '✅', '🔥', '👎️', '🤔'] as const;

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  /** Whether it is open: the pointer may leave the message for it. */
  readonly onOpen: (open: boolean) => void;
}

export function ReactMenu({ roomId, item, onOpen }: Props) {
  // In the timeline's landmark, and not in the row: there it could cover no more than the row.
  const [pane, setPane] = useState<HTMLElement | null>(null);
  return (
    <div ref={(element) => setPane(element?.closest<HTMLElement>('[data-pane="timeline"]') ?? null)} className="reactPlace">
      <Menu.Root onOpenChange={onOpen}>
        <Menu.Trigger className="iconButton" aria-label={words.timeline.react} title={words.timeline.react}>
          <SmilePlus size={16} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={pane}>
          <Menu.Positioner className="menuPositioner" side="top" align="end" sideOffset={6}>
            <Menu.Popup className="menu reactMenu">
              {usual.map((key) => (
                <Menu.Item key={key} className="reactItem" onClick={() => toggleReaction(roomId, item, key)}>
                  {key}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}
