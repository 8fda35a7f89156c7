import type { Handlers } from '../../core/contracts/contract.ts';
import type { EngineContract } from '../../core/contracts/engine.ts';
import type { recoveryOffer } from '../../core/features/recovery/calls.ts';
import type { lookupsOffer } from '../../core/features/lookups/calls.ts';
import type { membersOffer } from '../../core/features/members/calls.ts';
import type { receiptsOffer } from '../../core/features/receipts/calls.ts';
import type { keysOffer } from '../../core/features/keys/calls.ts';
import type { ContractOf } from '../../core/declare/declare.ts';
import { Failure } from '../../core/errors.ts';
import type { Live } from '../live.ts';
import { messageContent } from '../sending/messageContent.ts';
import type { EngineParts } from './engineParts.ts';

type Moved = Handlers<
  ContractOf<typeof recoveryOffer & typeof keysOffer & typeof membersOffer & typeof receiptsOffer & typeof lookupsOffer>
>;
interface Left {
  readonly calls: Omit<Handlers<EngineContract>['calls'], keyof Moved['calls']>;
  readonly streams: Omit<Handlers<EngineContract>['streams'], keyof Moved['streams']>;
}

/** The page's calls and streams. */
export function engineHandlers(parts: EngineParts): Left {
  return { calls: engineCalls(parts), streams: engineStreams(parts) };
}

function engineCalls(parts: EngineParts): Left['calls'] {
  const { outbox, sender, drafts, rooms, snapshots } = parts;
  return {
    async sendMessage({ roomId, txnId, ...written }) {
      await outbox.add({ roomId, txnId, eventType: 'm.room.message', content: messageContent(written) });
      sender.kick(roomId);
    },
    async retryMessage({ txnId }) {
      const roomId = await outbox.retry(txnId);
      if (roomId) sender.kick(roomId);
    },
    discardMessage: ({ txnId }) => outbox.discard(txnId),
    loadOlder: async ({ roomId, limit }) => (await answering(parts)).loadOlder(roomId, limit),
    async setTyping({ roomId, typing }) {
      // Told late, it would be wrong.
      if (parts.mayAsk()) await parts.liveNow()?.setTyping(roomId, typing);
    },
    getDraft: ({ roomId }) => drafts.get(roomId),
    async setDraft({ roomId, text }) {
      await drafts.set(roomId, text);
      const row = rooms.setDraft(roomId, text !== '');
      if (row) snapshots.changeRows([row], []);
    },
    joinRoom: async ({ roomId }) => (await answering(parts)).joinRoom(roomId),
    leaveRoom: async ({ roomId }) => (await answering(parts)).leaveRoom(roomId),
    showRoom: ({ roomId }) => snapshots.showRoom(roomId),
    lastRoom: () => snapshots.shownRoom,
  };
}

/** For what people wait for: it fails at once while the session is paused, instead of waiting for it. An engine that has just started is no pause. */
async function answering(parts: EngineParts): Promise<Live> {
  await parts.gateHeard;
  if (!parts.mayAsk()) throw new Failure({ code: 'sessionPaused' });
  return parts.live;
}

function engineStreams(parts: EngineParts): Left['streams'] {
  const { status, rooms, panes } = parts;
  return {
    status: (_arg, emit) => status.feed.listen(emit),
    rooms: (_arg, emit) => rooms.feed.listen(emit),
    room({ roomId }, emit) {
      const { value: stop, release } = panes.use(roomId, (pane) => pane.detail.listen(emit));
      return () => {
        stop();
        release();
      };
    },
    timeline({ roomId }, emit) {
      const { value: stop, release } = panes.use(roomId, (pane) => pane.timeline.listen(emit));
      return () => {
        stop();
        release();
      };
    },
  };
}
