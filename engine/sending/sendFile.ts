import { Failure } from '../../core/errors.ts';
import { isUploaded, keptFilesOf, partInfo, sentContent, withUploaded, type FilePart } from '../../core/features/sending/fileContent.ts';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { EventId, TxnId } from '../../core/ids.ts';
import type { Kernel } from '../kernel.ts';
import type { Outbox } from './outbox.ts';

export interface SendFileParts {
  readonly main: Pick<Kernel['main']['calls'], 'uploadFile' | 'cancelUpload'>;
  readonly outbox: Pick<Outbox, 'proceeded'>;
  readonly isForEncryptedRoom: (entry: OutboxEntry) => Promise<boolean>;
  readonly sendEvent: (entry: OutboxEntry) => Promise<EventId>;
}

/** Sends what has files: main brings them to the server, and each address is durable before anything else is done with it. */
export class FileSender {
  private readonly parts: SendFileParts;
  /** Being uploaded; what is on the wire after that cannot be taken back. */
  private readonly uploading = new Map<TxnId, { isCancelled: boolean }>();

  constructor(parts: SendFileParts) {
    this.parts = parts;
  }

  async send(entry: OutboxEntry): Promise<EventId> {
    const upload = { isCancelled: false };
    this.uploading.set(entry.txnId, upload);
    try {
      const isEncrypted = await this.parts.isForEncryptedRoom(entry);
      let now = await this.uploaded(entry, 'thumbnail', isEncrypted);
      if (upload.isCancelled) throw new Failure({ code: 'cancelled' });
      now = await this.uploaded(now, 'file', isEncrypted);
      if (upload.isCancelled) throw new Failure({ code: 'cancelled' });
      // A room that was encrypted meanwhile has its files uploaded again, as it wants them.
      if ((await this.parts.isForEncryptedRoom(now)) !== isEncrypted) throw new Failure({ code: 'serverFailing', status: 200 });
      this.uploading.delete(entry.txnId);
      return await this.parts.sendEvent({ ...now, content: sentContent(now.content) });
    } finally {
      this.uploading.delete(entry.txnId);
    }
  }

  /** True: it is being uploaded, and is going to fail as cancelled. */
  cancel(entry: OutboxEntry): boolean {
    const upload = this.uploading.get(entry.txnId);
    const kept = keptFilesOf(entry.content);
    if (!upload || !kept) return false;
    upload.isCancelled = true;
    for (const id of [kept.file, kept.thumbnail]) if (id !== null) void this.parts.main.cancelUpload({ id }).catch(() => undefined);
    return true;
  }

  private async uploaded(entry: OutboxEntry, part: FilePart, isEncrypted: boolean): Promise<OutboxEntry> {
    const id = keptFilesOf(entry.content)?.[part] ?? null;
    if (id === null || isUploaded(entry.content, part, isEncrypted)) return entry;
    const at = await this.parts.main.uploadFile({ id, isEncrypted, ...partInfo(entry.content, part) });
    return this.parts.outbox.proceeded(entry.txnId, withUploaded(entry.content, part, at));
  }
}
