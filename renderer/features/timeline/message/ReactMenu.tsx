import { Menu } from '@base-ui/react/menu';
import SmilePlus from 'lucide-react/icons/smile-plus';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { PopupMenu } from '../../../ui/PopupMenu.tsx';
import { words } from '../../../words/words.ts';
import { toggleReaction } from '../../sending/sending.ts';

/** With their variation selectors, as other clients send them: else the same reaction would be counted twice. */
const usual = ['👍️', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👀', '✅', '🔥', '👎️', '🤔'] as const;

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  /** Whether it is open: the pointer may leave the message for it. */
  readonly onOpen: (open: boolean) => void;
}

export function ReactMenu({ roomId, item, onOpen }: Props) {
  return (
    <PopupMenu
      button={<SmilePlus size={16} aria-hidden />}
      label={words.timeline.menu.react}
      side="top"
      align="end"
      inside='[data-pane="timeline"]'
      menuClass="reactMenu"
      onOpen={onOpen}
    >
      <ReactChoices roomId={roomId} item={item} />
    </PopupMenu>
  );
}

/** The same in the message's menu. */
export function ReactChoices({ roomId, item }: Pick<Props, 'roomId' | 'item'>) {
  return usual.map((key) => (
    <Menu.Item key={key} className="reactItem" onClick={() => toggleReaction(roomId, item, key)}>
      {key}
    </Menu.Item>
  ));
}
