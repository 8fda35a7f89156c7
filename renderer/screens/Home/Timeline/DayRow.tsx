import { useNow } from '../../../components/useNow.ts';
import { dayCaption } from '../../../i18n/format.ts';

export function DayRow({ ts }: { readonly ts: number }) {
  const now = useNow(60_000);
  return (
    <div className="dayRow" role="separator">
      <span>{dayCaption(ts, now)}</span>
    </div>
  );
}
