import './Uploading.css';
import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';
import { discardMessage } from '../sending/sending.ts';
import { useUploads } from './uploading.ts';

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
}

/** Under a file that the server does not have: how much of it has gone, and a way to call it off. */
export function Uploading({ roomId, item }: Props) {
  const { txnId, send, body } = item;
  const under = useUploads((state) => (txnId === null ? undefined : state.under.get(txnId)));
  if (send === null || send.is === 'failed' || !('unsent' in body)) return null;
  const percent = under && under.total > 0 ? Math.floor((under.sent / under.total) * 100) : 0;
  return (
    <div className="uploading">
      <span>{send.is === 'queued' ? words.attachments.waits : words.attachments.sending(percent)}</span>
      <span aria-hidden>·</span>
      <LinkButton onClick={() => discardMessage(roomId, item)}>{words.attachments.cancel}</LinkButton>
    </div>
  );
}
