import Copy from 'lucide-react/icons/copy';
import Link from 'lucide-react/icons/link';
import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/model/timeline.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { words } from '../../words/words.ts';
import { eventLink } from './eventLink.ts';

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
}

export function MessageTools({ roomId, item }: Props) {
  const text = 'text' in item.body ? item.body.text : item.body.type === 'file' ? item.body.name : null;
  if (text === null && item.eventId === null) return null;
  return (
    <div className="messageTools" role="toolbar" aria-label={words.timeline.actions}>
      {text !== null && <CopyButton text={text} label={words.timeline.copyText} icon={<Copy size={16} />} />}
      {item.eventId !== null && (
        <CopyButton text={eventLink(roomId, item.eventId)} label={words.timeline.copyLink} icon={<Link size={16} />} />
      )}
    </div>
  );
}
