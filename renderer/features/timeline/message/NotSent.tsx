import type { AppError } from '../../../../core/errors.ts';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem, WaitingChange } from '../../../../core/features/timeline/model.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { words } from '../../../words/words.ts';
import { discardMessage, retryMessage } from '../../sending/sending.ts';

interface Props {
  readonly roomId: RoomId;
  readonly item: Pick<MessageItem, 'id' | 'txnId'>;
  /** What was not sent; absent: the message itself. */
  readonly of?: WaitingChange['is'];
  readonly error: AppError;
}

export function NotSent({ roomId, item, of, error }: Props) {
  return (
    <div className="messageFailed">
      <span>{of === undefined ? words.timeline.notSent : words.timeline.notDone[of]}</span>
      <span aria-hidden>·</span>
      <LinkButton onClick={() => retryMessage(roomId, item)}>{words.timeline.retry}</LinkButton>
      <span aria-hidden>·</span>
      <LinkButton onClick={() => discardMessage(roomId, item)}>{words.timeline.discard}</LinkButton>
      <span className="messageFailedWhy">{words.errors(error).text}</span>
    </div>
  );
}
