import type { Drafts } from '../drafts/drafts.ts';
import type { Panes } from '../timeline/panes.ts';
import type { RoomList } from '../rooms/roomList.ts';
import type { Live } from '../live.ts';
import type { Outbox } from '../sending/outbox.ts';
import type { Sender } from '../sending/sender.ts';
import type { SnapshotWriter } from '../snapshot/snapshotWriter.ts';
import type { StatusBoard } from '../status/statusBoard.ts';

/** What the page's calls are answered from. */
export interface EngineParts {
  readonly status: StatusBoard;
  readonly rooms: RoomList;
  readonly panes: Panes;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly snapshots: SnapshotWriter;
  /** Once the SDK has taken over. */
  readonly live: Promise<Live>;
  readonly liveNow: () => Live | null;
  /** Authenticated requests go out. */
  readonly mayAsk: () => boolean;
  /** Once main has said for the first time whether they may. */
  readonly gateHeard: Promise<void>;
}
