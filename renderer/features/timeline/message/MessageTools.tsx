import Copy from 'lucide-react/icons/copy';
import Link from 'lucide-react/icons/link';
import Pencil from 'lucide-react/icons/pencil';
import Reply from 'lucide-react/icons/reply';
import Trash from 'lucide-react/icons/trash-2';
import { useStore } from 'zustand';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { textOf } from '../../../words/attachmentWords.ts';
import { words } from '../../../words/words.ts';
import { canEdit, startEdit, startReply } from '../../composing/composing.ts';
import { roomView } from '../../roomView/roomView.ts';
import { useDeleting } from './deleting.ts';
import { eventLink } from './eventLink.ts';
import { ReactMenu } from './ReactMenu.tsx';

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  readonly onOpen: (open: boolean) => void;
}

export function MessageTools({ roomId, item, onOpen }: Props) {
  const slot = useSlot();
  // What one may do can change while the pointer rests on the message.
  const canSend = useStore(roomView(roomId, slot), ({ detail }) => detail?.canSend !== false);
  const canDelete = useStore(roomView(roomId, slot), ({ detail }) => detail?.canDelete === true);
  const text = textOf(item.body);
  const there = item.eventId !== null && canSend;
  const deletes = item.change?.is !== 'delete' && (item.own ? item.eventId === null || there : there && canDelete);
  return (
    <div className="messageTools" role="toolbar" aria-label={words.timeline.actions}>
      {there && <ReactMenu roomId={roomId} item={item} onOpen={onOpen} />}
      {there && (
        <IconButton label={words.timeline.reply} onClick={() => startReply(roomId, item, slot)}>
          <Reply size={16} />
        </IconButton>
      )}
      {canEdit(item) && (
        <IconButton label={words.timeline.edit} keys="↑" onClick={() => startEdit(roomId, item, slot)}>
          <Pencil size={16} />
        </IconButton>
      )}
      {text !== null && <CopyButton text={text} label={words.timeline.copyText} icon={<Copy size={16} />} />}
      {item.eventId !== null && (
        <CopyButton text={eventLink(roomId, item.eventId)} label={words.timeline.copyLink} icon={<Link size={16} />} />
      )}
      {deletes && (
        <IconButton label={words.timeline.delete} onClick={() => useDeleting.of(slot).setState({ of: { roomId, item } })}>
          <Trash size={16} />
        </IconButton>
      )}
    </div>
  );
}
