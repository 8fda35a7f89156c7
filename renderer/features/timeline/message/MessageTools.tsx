import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Reply from 'lucide-react/icons/reply';
import { useStore } from 'zustand';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { words } from '../../../words/words.ts';
import { startEdit, startReply } from '../../composing/composing.ts';
import { roomView } from '../../roomView/roomView.ts';
import { actionsFor } from './messageActions.ts';
import { openMessageMenu, useMessageMenu } from './openedMenu.ts';
import { ReactMenu } from './ReactMenu.tsx';

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  readonly onOpen: (open: boolean) => void;
}

/** What is done most often; the rest is in the menu. */
export function MessageTools({ roomId, item, onOpen }: Props) {
  const slot = useSlot();
  // What one may do can change while the pointer rests on the message.
  const detail = useStore(roomView(roomId, slot), (view) => view.detail);
  const expanded = useMessageMenu(({ open, of }) => open && of?.id === item.id);
  const can = actionsFor(item, detail);
  return (
    <div className="messageTools" role="toolbar" aria-label={words.timeline.actions}>
      {can.has('react') && <ReactMenu roomId={roomId} item={item} onOpen={onOpen} />}
      {can.has('reply') && (
        <IconButton label={words.timeline.menu.reply} onClick={() => startReply(roomId, item, slot)}>
          <Reply size={16} />
        </IconButton>
      )}
      {can.has('edit') && (
        <IconButton label={words.timeline.menu.edit} keys="↑" onClick={() => startEdit(roomId, item, slot)}>
          <Pencil size={16} />
        </IconButton>
      )}
      {can.size > 0 && (
        <IconButton
          label={words.timeline.more}
          keys="Enter"
          aria-haspopup="menu"
          aria-expanded={expanded}
          onClick={(event) => openMessageMenu({ roomId, id: item.id, anchor: event.currentTarget }, slot)}
        >
          <Ellipsis size={16} />
        </IconButton>
      )}
    </div>
  );
}
