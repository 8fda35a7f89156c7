import type { RoomId } from '../../../core/ids.ts';
import { never } from '../../../core/never.ts';
import type { RoomView } from '../roomView/roomView.ts';
import { Fence } from '../../ui/fence/Fence.tsx';
import { Unshown } from '../../ui/fence/Unshown.tsx';
import { DayRow, TopRow } from './Dividers.tsx';
import { Message } from './message/Message.tsx';
import type { Row } from './rows.ts';
import { StateRow } from './StateRow.tsx';

interface Props {
  readonly roomId: RoomId;
  readonly row: Row;
  readonly detail: RoomView['detail'];
  readonly older: RoomView['older'];
}

/** Whatever is wrong with a message costs its own row. */
export function TimelineRow(props: Props) {
  const { row } = props;
  return (
    <Fence
      of="message"
      again={row.kind === 'message' || row.kind === 'broken' ? row.item : row.kind === 'states' ? row.items : row.key}
      wrap={(line) => <div className="brokenRow">{line}</div>}
    >
      <Content {...props} />
    </Fence>
  );
}

function Content({ roomId, row, detail, older }: Props) {
  switch (row.kind) {
    case 'top':
      return <TopRow detail={detail} older={older} />;
    case 'day':
      return <DayRow ts={row.ts} />;
    case 'message':
      return <Message roomId={roomId} item={row.item} head={row.head} fresh={row.fresh} bare={row.bare} />;
    case 'states':
      return <StateRow roomId={roomId} rowKey={row.key} items={row.items} fresh={row.fresh} />;
    case 'broken':
      return (
        <div className="brokenRow">
          <Unshown of="message" reference={row.item.ref} />
        </div>
      );
    case 'end':
      return <div className="endRow" />;
    default:
      return never(row);
  }
}
