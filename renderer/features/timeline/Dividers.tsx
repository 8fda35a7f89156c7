import { LinkButton } from '../../ui/Button.tsx';
import { useNow } from '../../ui/useNow.ts';
import { dayCaption } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import type { RoomView } from '../roomView/roomView.ts';
import { loadOlder } from './scroll/olderMessages.ts';

export function DayRow({ ts }: { readonly ts: number }) {
  const now = useNow(60_000);
  return (
    <div className="dayRow" role="separator">
      <span>{dayCaption(ts, now)}</span>
    </div>
  );
}

/** Takes no room of its own, so that nothing moves when it goes. */
export function FreshLine() {
  return (
    <div className="freshLine" role="separator" aria-label={words.timeline.fresh}>
      <span aria-hidden>{words.timeline.fresh}</span>
    </div>
  );
}

interface TopProps {
  readonly detail: RoomView['detail'];
  readonly older: RoomView['older'];
}

/** Above the oldest message: its height is the same whatever it says. */
export function TopRow({ detail, older }: TopProps) {
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
