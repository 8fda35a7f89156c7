import type { RoomId } from '../../../../core/ids.ts';
import type { Answered as Quote } from '../../../../core/features/timeline/model.ts';
import { hueOf } from '../../../ui/hue.ts';
import { answeredLine } from '../../../words/attachmentWords.ts';
import { words } from '../../../words/words.ts';
import { aimAt } from '../../roomView/roomView.ts';

/** Over the text: what it answers. A click goes there. */
export function Answered({ roomId, quote }: { readonly roomId: RoomId; readonly quote: Quote }) {
  const { eventId, sender } = quote;
  return (
    <button type="button" className={`answered ${sender ? `hue-${hueOf(sender.userId)}` : ''}`} onClick={() => aimAt(roomId, eventId)}>
      {sender && (
        <span className="answeredName">
          <bdi>{sender.name}</bdi>
        </span>
      )}
      <span className="answeredText">
        <bdi>{answeredLine(quote) ?? (sender ? words.timeline.answeredOther : words.timeline.answeredOld)}</bdi>
      </span>
    </button>
  );
}
