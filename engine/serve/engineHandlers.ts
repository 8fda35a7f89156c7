import type { Handlers } from '../../core/contracts/contract.ts';
import type { EngineContract } from '../../core/contracts/engine.ts';
import type { recoveryOffer } from '../../core/features/recovery/calls.ts';
import type { keysOffer } from '../../core/features/keys/calls.ts';
import type { ContractOf } from '../../core/declare/declare.ts';
import { Failure } from '../../core/errors.ts';
import type { Member } from '../../core/model/room.ts';
import { ListFeed } from '../feeds/listFeed.ts';
import { sameData } from '../feeds/sameData.ts';
import type { Live } from '../live.ts';
import { messageContent } from '../sending/messageContent.ts';
import type { EngineParts } from './engineParts.ts';

type Moved = Handlers<ContractOf<typeof recoveryOffer>> & Handlers<ContractOf<typeof keysOffer>>;
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
    markRead: async ({ roomId, eventId }) => (await parts.live).markRead(roomId, eventId),
    getDraft: ({ roomId }) => drafts.get(roomId),
    async setDraft({ roomId, text }) {
      await drafts.set(roomId, text);
      const row = rooms.setDraft(roomId, text !== '');
      if (row) snapshots.changeRows([row], []);
    },
    joinRoom: async ({ roomId }) => (await answering(parts)).joinRoom(roomId),
    leaveRoom: async ({ roomId }) => (await answering(parts)).leaveRoom(roomId),
    lookUpRoom: async ({ room, via }) => (await answering(parts)).lookUpRoom(room, via),
    lookUpUser: async ({ userId }) => (await answering(parts)).lookUpUser(userId),
    joinNamed: async ({ room, via }) => ({ roomId: await (await answering(parts)).joinNamed(room, via) }),
    startChat: async ({ userId }) => ({ roomId: await (await answering(parts)).startChat(userId) }),
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
  const { status, rooms, panes, liveNow, live } = parts;
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
    members({ roomId }, emit) {
      const members = new ListFeed<Member>(sameData);
      members.listen(emit);
      let over = false;
      let stop: (() => void) | undefined;
      const begin = (client: Live): void => {
        if (!over) stop = client.watchMembers(roomId, (list) => members.set(list));
      };
      const now = liveNow();
      if (now) begin(now);
      else live.then(begin, () => undefined);
      return () => {
        over = true;
        stop?.();
      };
    },
  };
}
