import type { Handlers } from '../../core/contracts/contract.ts';
import type { EngineContract } from '../../core/contracts/engine.ts';
import { Failure } from '../../core/errors.ts';
import type { Member } from '../../core/model/room.ts';
import { encryptKeyFile } from '../keys/keyFile.ts';
import { lossPreview } from '../keys/lossPreview.ts';
import { ListFeed } from '../feeds/listFeed.ts';
import { sameData } from '../feeds/sameData.ts';
import type { Live } from '../live.ts';
import { messageContent } from '../sending/messageContent.ts';
import type { EngineParts } from './engineParts.ts';

/** The page's calls and streams. */
export function engineHandlers(parts: EngineParts): Handlers<EngineContract> {
  return { calls: engineCalls(parts), streams: engineStreams(parts) };
}

function engineCalls(parts: EngineParts): Handlers<EngineContract>['calls'] {
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
    async previewLoss() {
      const unsent = outbox.unsentCount;
      return (await parts.liveNow()?.previewLoss(unsent)) ?? lossPreview(rooms.all, unsent);
    },
    setKeyBackup: async ({ enabled }) => (await answering(parts)).setKeyBackup(enabled),
    countWaitingKeys: async () => (await parts.live).countWaitingKeys(),
    sendWaitingKeys: async ({ limitMs }) => (await parts.liveNow()?.sendWaitingKeys(limitMs)) ?? { is: 'left', left: null },
    async exportKeys({ passphrase }) {
      const keys = await (await parts.live).exportKeys();
      if (keys === null) return { is: 'noKeys' };
      const saved = await parts.saveKeyFile(await encryptKeyFile(keys, passphrase));
      return { is: saved ? 'saved' : 'cancelled' };
    },
    recover: async ({ typed }) => (await answering(parts)).recover(typed),
    newRecoveryKey: async () => ({ key: (await answering(parts)).newRecoveryKey() }),
    keepRecoveryKey: async ({ key, typed }) => (await answering(parts)).keepRecoveryKey(key, typed),
    putOffRecoveryKey: () => parts.wayBack.putOff(),
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

function engineStreams(parts: EngineParts): Handlers<EngineContract>['streams'] {
  const { status, recovery, keyBackup, wayBack, rooms, panes, liveNow, live } = parts;
  return {
    status: (_arg, emit) => status.feed.listen(emit),
    recovery: (_arg, emit) => recovery.listen(emit),
    keyBackup: (_arg, emit) => keyBackup.listen(emit),
    wayBack: (_arg, emit) => wayBack.feed.listen(emit),
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
