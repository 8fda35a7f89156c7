import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../../core/errors.ts';

const magic = Buffer.from('LKF1');
const saltLength = 32;
const headLength = magic.length + saltLength;
const tagLength = 16;
/** Of the file as it was; sealed, each is `tagLength` longer. */
const chunkLength = 65_536;
const sealedChunk = chunkLength + tagLength;

/** Each file has a key of its own; the nonce is the chunk's number and whether it is the last, so that none can be left out or moved. */
const keyOf = (key: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, 'latchkey v1 sealed file', 32));

function nonceOf(chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 7);
  nonce.writeUInt32BE(chunk, 8);
  return nonce;
}

/** Writes a file in AES-256-GCM chunks (the STREAM construction). Nothing of it is whole before `end`. */
export class SealedWriter {
  private readonly file: FileHandle;
  private readonly key: Uint8Array;
  private rest: Buffer = Buffer.alloc(0);
  private chunks = 0;
  /** Bytes taken so far. */
  length = 0;

  private constructor(file: FileHandle, key: Uint8Array) {
    this.file = file;
    this.key = key;
  }

  static async create(path: string, key: Uint8Array): Promise<SealedWriter> {
    const salt = randomBytes(saltLength);
    const file = await open(path, 'w', 0o600);
    try {
      await file.write(Buffer.concat([magic, salt]));
    } catch (cause) {
      await file.close();
      throw cause;
    }
    return new SealedWriter(file, keyOf(key, salt));
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.length += bytes.length;
    const all = this.rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.rest, bytes]);
    const sealed: Buffer[] = [];
    let at = 0;
    // The last one is sealed as such, so one is always held back.
    for (; all.length - at > chunkLength; at += chunkLength) sealed.push(this.seal(all.subarray(at, at + chunkLength), false));
    this.rest = Buffer.from(all.subarray(at));
    if (sealed.length > 0) await this.file.write(Buffer.concat(sealed));
  }

  /** Whole, and on the disk. */
  async end(): Promise<void> {
    await this.file.write(this.seal(this.rest, true));
    await this.file.sync();
    await this.file.close();
  }

  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }

  private seal(bytes: Uint8Array, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonceOf(this.chunks++, isLast), { authTagLength: tagLength });
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** How long a file is, by the length of its sealed copy. */
function plainLength(sealedLength: number): number {
  const body = sealedLength - headLength;
  if (body < tagLength) throw new Failure({ code: 'fileLost' });
  return body - Math.ceil(body / sealedChunk) * tagLength;
}

/** A sealed file, read at any offset, a chunk at a time. Whatever is not as it was written is `fileLost`. */
export class SealedReader {
  private readonly file: FileHandle;
  private readonly key: Uint8Array;
  private readonly chunks: number;
  readonly length: number;

  private constructor(file: FileHandle, key: Uint8Array, sealedLength: number) {
    this.file = file;
    this.key = key;
    this.length = plainLength(sealedLength);
    this.chunks = Math.ceil((sealedLength - headLength) / sealedChunk);
  }

  static async open(path: string, key: Uint8Array): Promise<SealedReader> {
    const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === 'ENOENT' ? new Failure({ code: 'fileLost' }) : cause;
    });
    try {
      const head = Buffer.alloc(headLength);
      await file.read(head, 0, headLength, 0);
      if (!head.subarray(0, magic.length).equals(magic)) throw new Failure({ code: 'fileLost' });
      return new SealedReader(file, keyOf(key, head.subarray(magic.length)), (await file.stat()).size);
    } catch (cause) {
      await file.close();
      throw cause;
    }
  }

  /** From `start` to before `end`. */
  async *read(start = 0, end = this.length): AsyncGenerator<Uint8Array> {
    const first = Math.floor(start / chunkLength);
    for (let chunk = first; chunk < this.chunks && chunk * chunkLength < Math.max(end, 1); chunk++) {
      const bytes = await this.chunk(chunk);
      const from = chunk * chunkLength;
      yield bytes.subarray(Math.max(0, start - from), Math.min(bytes.length, end - from));
    }
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async chunk(number: number): Promise<Uint8Array> {
    const isLast = number === this.chunks - 1;
    const sealed = Buffer.alloc(sealedChunk);
    const { bytesRead } = await this.file.read(sealed, 0, sealedChunk, headLength + number * sealedChunk);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, nonceOf(number, isLast), { authTagLength: tagLength });
      decipher.setAuthTag(sealed.subarray(bytesRead - tagLength, bytesRead));
      const bytes = decipher.update(sealed.subarray(0, bytesRead - tagLength));
      // It only checks: a stream cipher keeps nothing back.
      decipher.final();
      return bytes;
    } catch {
      throw new Failure({ code: 'fileLost' });
    }
  }
}
