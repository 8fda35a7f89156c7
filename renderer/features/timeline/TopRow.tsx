import { LinkButton } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';
import type { RoomView } from '../roomView/roomView.ts';
import { loadOlder } from './olderMessages.ts';

interface Props {
  readonly detail: RoomView['detail'];
  readonly older: RoomView['older'];
}

/** Above the oldest message: its height is the same whatever it says. */
export function TopRow({ detail, older }: Props) {
  return (
    <div className="topRow" role="status">
      {detail && !detail.hasOlder && (detail.isDirect ? words.timeline.beginningDirect : words.timeline.beginning)}
      {detail?.hasOlder && older.is === 'loading' && <span className="topLoading" aria-hidden />}
      {detail?.hasOlder && older.is === 'failed' && (
        <span>
          {words.timeline.loadFailed} <LinkButton onClick={() => void loadOlder(detail.id)}>{words.timeline.loadAgain}</LinkButton>
        </span>
      )}
    </div>
  );
}
