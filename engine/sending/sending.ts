import type { sendingOffer } from '../../core/features/sending/calls.ts';
import { isOfReaction, messageContent, reactionContent, redactionContent, relationOf } from '../../core/features/sending/messageContent.ts';
import { fileContent, keptFilesOf } from '../../core/features/sending/fileContent.ts';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { RoomId } from '../../core/ids.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { StatusFeature } from '../status/status.ts';
import { toError } from '../toError.ts';
import { Outbox } from './outbox.ts';
import { FileSender } from './sendFile.ts';
import { Sender, type Transport } from './sender.ts';

export type { Outbox } from './outbox.ts';

type NewEntry = Parameters<Outbox['add']>[0];

export interface SendingFeature extends Feature<typeof sendingOffer> {
  readonly outbox: Outbox;
  /** For what other features send. */
  readonly put: (entry: NewEntry) => Promise<void>;
}

interface OpenSending {
  readonly transport: Transport;
  readonly files: FileSender;
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
  const put = async (entry: NewEntry): Promise<void> => {
    await outbox.add(entry);
    sender.kick(entry.roomId);
  };
  return {
    outbox,
    put,
    handlers: {
      calls: {
        ...queueCalls(outbox, sender, put, (entry) => open.now?.files.cancel(entry) ?? false),
        async setTyping({ roomId, typing }) {
          // Told late, it would be wrong.
          if (gate.isOpen) await open.now?.setTyping(roomId, typing);
        },
      },
      streams: {},
    },
    async attach({ client, turns }) {
      // Before that main cannot have opened them.
      keepFiles(kernel, outbox);
      const { sendEvent, isForEncryptedRoom } = await import('./sendEvent.sdk.ts');
      const files = new FileSender({
        ...{ main: kernel.main.calls, outbox },
        isForEncryptedRoom: (entry) => isForEncryptedRoom(client, entry),
        sendEvent: (entry) => sendEvent(client, entry),
      });
      const opened: OpenSending = {
        files,
        transport: (entry) => (keptFilesOf(entry.content) ? files.send(entry) : sendEvent(client, entry)),
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
function queueCalls(outbox: Outbox, sender: Sender, put: SendingFeature['put'], cancelUpload: (entry: OutboxEntry) => boolean): QueueCalls {
  return {
    sendMessage: ({ roomId, txnId, relation, ...written }) =>
      put({ roomId, txnId, eventType: 'm.room.message', content: messageContent(written, relation) }),
    sendFile: ({ roomId, txnId, relation, file, caption }) =>
      put({ roomId, txnId, eventType: 'm.room.message', content: fileContent(file, caption, relation) }),
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
    async discardMessage({ txnId }) {
      const entry = outbox.get(txnId);
      // What is being uploaded fails as cancelled, and goes then.
      if (entry && outbox.isOnItsWay(txnId) && cancelUpload(entry)) return;
      await outbox.discard(txnId);
    },
  };
}

/**
 * A reaction that the server refuses (it may have it already) is no loss that anybody has to be asked about; nor is an upload that people
 * have called off.
 */
function dropRefused(outbox: Outbox, roomId: RoomId): void {
  for (const { txnId, eventType, content, state, error } of outbox.ofRoom(roomId))
    if (state === 'failed' && (isOfReaction(eventType, content) || error === cancelled)) void outbox.discard(txnId).catch(() => undefined);
}

const cancelled = JSON.stringify({ code: 'cancelled' });

/** Main keeps the files of the outbox, and no others. */
function keepFiles({ main, log }: Kernel, outbox: Outbox): void {
  const idsOf = ({ content }: OutboxEntry): readonly string[] => {
    const kept = keptFilesOf(content);
    return kept ? [kept.file, ...(kept.thumbnail === null ? [] : [kept.thumbnail])] : [];
  };
  const ids = outbox.rooms().flatMap((roomId) => outbox.ofRoom(roomId).flatMap(idsOf));
  main.calls.keepOnly({ ids }).catch((cause: unknown) => log.fault('files to send', cause));
  outbox.gone.add((entry) => {
    const gone = idsOf(entry);
    if (gone.length > 0) main.calls.dropFiles({ ids: [...gone] }).catch((cause: unknown) => log.fault('files to send', cause));
  });
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
