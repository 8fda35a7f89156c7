import { useNow } from '../../ui/useNow.ts';
import { dayCaption } from '../../words/format.ts';

export function DayRow({ ts }: { readonly ts: number }) {
  const now = useNow(60_000);
  return (
    <div className="dayRow" role="separator">
      <span>{dayCaption(ts, now)}</span>
    </div>
  );
}
