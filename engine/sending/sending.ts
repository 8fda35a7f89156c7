import type { sendingOffer } from '../../core/features/sending/calls.ts';
import { isOfReaction, messageContent, reactionContent, redactionContent, relationOf } from '../../core/features/sending/messageContent.ts';
import type { RoomId } from '../../core/ids.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { StatusFeature } from '../status/status.ts';
import { toError } from '../toError.ts';
import { Outbox } from './outbox.ts';
import { Sender, type Transport } from './sender.ts';

export type { Outbox } from './outbox.ts';

type NewEntry = Parameters<Outbox['add']>[0];

export interface SendingFeature extends Feature<typeof sendingOffer> {
  readonly outbox: Outbox;
}

interface OpenSending {
  readonly transport: Transport;
  setTyping(roomId: RoomId, typing: boolean): Promise<unknown>;
}

const typingMs = 30_000;

/** What people write: durable before it is answered, and sent when it can be. */
export function sending(kernel: Kernel, status: StatusFeature): SendingFeature {
  const { store, saved, gate, late } = kernel;
  const outbox = new Outbox(store.calls, saved.outbox);
  const open = late<OpenSending>();
  const sender = senderOf(kernel, outbox, status, () => open.now?.transport ?? null);
  status.setUnsent(outbox.unsentCount);
  outbox.listen((roomId) => {
    dropRefused(outbox, roomId);
    status.setUnsent(outbox.unsentCount);
  });
  return {
    outbox,
    handlers: {
      calls: {
        ...queueCalls(outbox, sender),
        async setTyping({ roomId, typing }) {
          // Told late, it would be wrong.
          if (gate.isOpen) await open.now?.setTyping(roomId, typing);
        },
      },
      streams: {},
    },
    async attach({ client, turns }) {
      const { sendEvent } = await import('./sendEvent.sdk.ts');
      const opened: OpenSending = {
        transport: (entry) => sendEvent(client, entry),
        setTyping: (roomId, typing) => client.sendTyping(roomId, typing, typingMs),
      };
      return turns.take({
        ready() {
          open.set(opened);
          sender.kick();
        },
        synced: () => sender.kick(),
      });
    },
  };
}

type QueueCalls = Omit<SendingFeature['handlers']['calls'], 'setTyping'>;

/** Whatever waits to be sent goes through one queue: messages, answers, edits, reactions, deletions, in the order in which they were made. */
function queueCalls(outbox: Outbox, sender: Sender): QueueCalls {
  const put = async (entry: NewEntry): Promise<void> => {
    await outbox.add(entry);
    sender.kick(entry.roomId);
  };
  return {
    sendMessage: ({ roomId, txnId, relation, ...written }) =>
      put({ roomId, txnId, eventType: 'm.room.message', content: messageContent(written, relation) }),
    async rewriteMessage({ txnId, ...written }) {
      const relation = relationOf(outbox.get(txnId)?.content ?? '');
      sender.kick(await outbox.rewrite(txnId, messageContent(written, relation)));
    },
    react: ({ roomId, txnId, eventId, key }) => put({ roomId, txnId, eventType: 'm.reaction', content: reactionContent(eventId, key) }),
    redact: ({ roomId, txnId, eventId, of }) =>
      put({ roomId, txnId, eventType: 'm.room.redaction', content: redactionContent(eventId, of) }),
    async retryMessage({ txnId }) {
      const roomId = await outbox.retry(txnId);
      if (roomId) sender.kick(roomId);
    },
    discardMessage: ({ txnId }) => outbox.discard(txnId),
  };
}

/** A reaction that the server refuses (it may have it already) is no loss that anybody has to be asked about. */
function dropRefused(outbox: Outbox, roomId: RoomId): void {
  for (const { txnId, eventType, content, state } of outbox.ofRoom(roomId))
    if (state === 'failed' && isOfReaction(eventType, content)) void outbox.discard(txnId).catch(() => undefined);
}

function senderOf({ gate, log, mark }: Kernel, outbox: Outbox, status: StatusFeature, transport: () => Transport | null): Sender {
  return new Sender({
    outbox,
    log,
    transport: (entry) => transport()!(entry),
    toError: (cause) => toError(cause, log, 'sending'),
    // Only behind a sync: it tells of new devices that need the key.
    maySend: () => transport() !== null && gate.isOpen && status.isLive,
    onSent: () => mark('queueSent'),
    onSuspended: (message) => status.setSuspended(message),
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
}
