import { Failure } from '../../core/errors.ts';
import type { Uploaded } from '../../core/features/sending/mainCalls.ts';
import type { UploadProgress } from '../../core/features/attachments/hostCalls.ts';
import { field } from '../../core/read/json.ts';
import { judgeAnswer } from '../../core/session/judgeAnswer.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import type { Epoch } from '../../core/session/states.ts';
import type { HttpAnswer } from '../http/http.ts';
import { errorOfAnswer } from '../http/toError.ts';
import type { Credentials } from '../session/credentials.ts';
import type { MainGate } from '../session/mainGate.ts';
import { AttachmentCipher } from './attachmentCipher.ts';
import { openGate } from './openGate.ts';
import type { FilesToSend } from './filesToSend.ts';
import type { PostFile } from './postFile.ts';
import type { SealedReader } from './sealedFile.ts';

export interface UploaderParts {
  readonly files: Pick<FilesToSend, 'open'>;
  readonly credentials: Pick<Credentials, 'account' | 'epoch'>;
  readonly gate: Pick<MainGate, 'listen'>;
  readonly post: PostFile;
  /** The server said this about the token of `epoch`. */
  readonly judged: (epoch: Epoch, verdict: TokenVerdict) => void;
  /** Often. */
  readonly onProgress: () => void;
  /** What the server takes, where that is known. */
  readonly limitBytes: () => number | null;
}

export interface FileToUpload {
  readonly id: string;
  readonly isEncrypted: boolean;
  readonly mime: string;
  readonly name: string;
}

interface Running {
  readonly isEncrypted: boolean;
  readonly result: Promise<Uploaded>;
  readonly stop: AbortController;
  sent: number;
  total: number;
}

/** How often a file may meet the end of a session before that is taken for the trouble itself. */
const maxRejections = 3;

/**
 * Brings sealed files to the account's homeserver, as streams, encrypted on the way where their room is. A session that is paused pauses
 * them: what was under way begins anew with the next token.
 */
export class Uploader {
  private readonly parts: UploaderParts;
  private readonly running = new Map<string, Running>();

  constructor(parts: UploaderParts) {
    this.parts = parts;
  }

  get progress(): readonly UploadProgress[] {
    return [...this.running].map(([id, { sent, total }]) => ({ id, sent, total }));
  }

  /** An engine that was started anew asks again for what is under way. */
  upload(file: FileToUpload): Promise<Uploaded> {
    const known = this.running.get(file.id);
    if (known?.isEncrypted === file.isEncrypted) return known.result;
    known?.stop.abort();
    const stop = new AbortController();
    const running: Running = { isEncrypted: file.isEncrypted, stop, sent: 0, total: 0, result: this.run(file, stop, () => running) };
    this.running.set(file.id, running);
    const ended = (): void => {
      if (this.running.get(file.id) === running) this.running.delete(file.id);
      this.parts.onProgress();
    };
    running.result.then(ended, ended);
    return running.result;
  }

  cancel(id: string): void {
    this.running.get(id)?.stop.abort();
  }

  /** Resolves when none is under way any more. */
  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { stop } of all) stop.abort();
    await Promise.allSettled(all.map(({ result }) => result));
  }

  private async run(file: FileToUpload, stop: AbortController, running: () => Running): Promise<Uploaded> {
    const reader = await this.parts.files.open(file.id);
    try {
      running().total = reader.length;
      let rejected: Epoch | null = null;
      for (let rejections = 0; rejections < maxRejections;) {
        const { epoch, token, held, leave } = await openGate(this.parts.gate, rejected, stop.signal);
        try {
          const outcome = await this.attempt(file, reader, { token, signal: AbortSignal.any([stop.signal, held]), running: running() });
          if (outcome.is === 'uploaded') return outcome.uploaded;
          rejected = epoch;
          rejections += 1;
          if (epoch === this.parts.credentials.epoch) this.parts.judged(epoch, outcome.verdict);
        } catch (cause) {
          // The pause ends it, and a new token begins it anew.
          if (!held.aborted || stop.signal.aborted) throw cause;
        } finally {
          leave();
        }
      }
      throw new Failure({ code: 'serverFailing', status: 401 });
    } catch (cause) {
      throw stop.signal.aborted ? new Failure({ code: 'cancelled' }) : cause;
    } finally {
      await reader.close();
    }
  }

  private async attempt(file: FileToUpload, reader: SealedReader, { token, signal, running }: Attempt): Promise<Outcome> {
    const { account } = this.parts.credentials;
    if (!account) throw new Failure({ code: 'sessionPaused' });
    let cipher: AttachmentCipher | null = null;
    const counted = async function* (this: Uploader, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      running.sent = 0;
      for await (const piece of bytes) {
        yield piece;
        running.sent += piece.length;
        this.parts.onProgress();
      }
    }.bind(this);
    const name = file.isEncrypted ? '' : `?filename=${encodeURIComponent(file.name)}`;
    const answer = await this.parts.post({
      url: `${account.homeserver}/_matrix/media/v3/upload${name}`,
      token,
      // What it is, is nobody's business there.
      mime: file.isEncrypted ? 'application/octet-stream' : file.mime,
      length: reader.length,
      body: () => {
        cipher = file.isEncrypted ? new AttachmentCipher() : null;
        return counted(cipher ? cipher.encrypt(reader.read()) : reader.read());
      },
      signal,
    });
    return this.outcomeOf(answer, cipher, file.isEncrypted);
  }

  private outcomeOf(answer: HttpAnswer, cipher: AttachmentCipher | null, isEncrypted: boolean): Outcome {
    const { status, json } = answer;
    const verdict = judgeAnswer({ status, body: json });
    if (verdict.is === 'soft' || verdict.is === 'hard' || verdict.is === 'locked') return { is: 'rejected', verdict };
    if (status === 413 || field(json, 'errcode') === 'M_TOO_LARGE')
      throw new Failure({ code: 'fileTooLarge', limitBytes: this.parts.limitBytes() ?? -1 });
    if (status !== 200) throw new Failure(errorOfAnswer(answer));
    const url = field(json, 'content_uri');
    if (typeof url !== 'string' || !/^mxc:\/\/[^/\s?#]+\/[\w-]+$/.test(url)) throw new Failure({ code: 'serverFailing', status });
    // Never as it lies here, where it was to be encrypted.
    if (isEncrypted && !cipher) throw new Error('an upload that was to be encrypted was not');
    return { is: 'uploaded', uploaded: cipher ? { file: cipher.file(url) } : { url } };
  }
}

interface Attempt {
  readonly token: Parameters<PostFile>[0]['token'];
  readonly signal: AbortSignal;
  readonly running: Running;
}

type Outcome = { readonly is: 'uploaded'; readonly uploaded: Uploaded } | { readonly is: 'rejected'; readonly verdict: TokenVerdict };
