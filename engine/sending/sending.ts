import type { sendingOffer } from '../../core/features/sending/calls.ts';
import { messageContent } from '../../core/features/sending/messageContent.ts';
import type { RoomId } from '../../core/ids.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { StatusFeature } from '../status/status.ts';
import { toError } from '../toError.ts';
import { Outbox } from './outbox.ts';
import { Sender, type Transport } from './sender.ts';

export type { Outbox } from './outbox.ts';

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
  outbox.listen(() => status.setUnsent(outbox.unsentCount));
  return {
    outbox,
    handlers: {
      calls: {
        async sendMessage({ roomId, txnId, ...written }) {
          await outbox.add({ roomId, txnId, eventType: 'm.room.message', content: messageContent(written) });
          sender.kick(roomId);
        },
        async retryMessage({ txnId }) {
          const roomId = await outbox.retry(txnId);
          if (roomId) sender.kick(roomId);
        },
        discardMessage: ({ txnId }) => outbox.discard(txnId),
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
