import type { RoomId } from '../../../../core/ids.ts';
import { never } from '../../../../core/never.ts';
import type { RoomView } from '../../../stores/roomViews.ts';
import { DayRow } from './DayRow.tsx';
import { Message } from './Message.tsx';
import type { Row } from './rows.ts';
import { StateRow } from './StateRow.tsx';
import { TopRow } from './TopRow.tsx';

interface Props {
  readonly roomId: RoomId;
  readonly row: Row;
  readonly detail: RoomView['detail'];
  readonly older: RoomView['older'];
}

export function TimelineRow({ roomId, row, detail, older }: Props) {
  switch (row.kind) {
    case 'top':
      return <TopRow detail={detail} older={older} />;
    case 'day':
      return <DayRow ts={row.ts} />;
    case 'message':
      return <Message roomId={roomId} item={row.item} head={row.head} fresh={row.fresh} bare={row.bare} />;
    case 'states':
      return <StateRow items={row.items} fresh={row.fresh} />;
    case 'end':
      return <div className="endRow" />;
    default:
      return never(row);
  }
}
