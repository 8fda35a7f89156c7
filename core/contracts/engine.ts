import { directoryOffer } from '../features/directory/calls.ts';
import { draftsOffer } from '../features/drafts/calls.ts';
import { emojiOffer } from '../features/emoji/calls.ts';
import { keepingOffer } from '../features/keeping/calls.ts';
import { keysOffer } from '../features/keys/calls.ts';
import { linksOffer } from '../features/links/calls.ts';
import { mediaPreviewsOffer } from '../features/media/calls.ts';
import { membersOffer } from '../features/members/calls.ts';
import { membershipOffer } from '../features/membership/calls.ts';
import { namingOffer } from '../features/naming/calls.ts';
import { pollsOffer } from '../features/polls/calls.ts';
import { receiptsOffer } from '../features/receipts/calls.ts';
import { recoveryOffer } from '../features/recovery/calls.ts';
import { roomsOffer } from '../features/rooms/calls.ts';
import { sendingOffer } from '../features/sending/calls.ts';
import { snapshotOffer } from '../features/snapshot/calls.ts';
import { statusOffer } from '../features/status/calls.ts';
import { timelineOffer } from '../features/timeline/calls.ts';
import { unreadMarksOffer } from '../features/unread/calls.ts';
import { messagesOffer } from '../features/messages/calls.ts';
import { pinsOffer } from '../features/pins/calls.ts';
import { compose } from '../declare/declare.ts';
import type { ContractOf } from '../declare/declare.ts';

/** What the engine reads where it arrives: every call and stream of every feature. */
export const engineOffer = compose(
  statusOffer,
  snapshotOffer,
  roomsOffer,
  timelineOffer,
  sendingOffer,
  pollsOffer,
  draftsOffer,
  emojiOffer,
  membersOffer,
  mediaPreviewsOffer,
  receiptsOffer,
  unreadMarksOffer,
  pinsOffer,
  messagesOffer,
  linksOffer,
  directoryOffer,
  membershipOffer,
  namingOffer,
  recoveryOffer,
  keysOffer,
  keepingOffer,
);

/** page ↔ engine. The engine serves it; before the SDK is loaded, the streams come from the store's snapshot. */
export type EngineContract = ContractOf<typeof engineOffer>;
