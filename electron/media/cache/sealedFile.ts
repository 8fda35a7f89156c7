import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** So much lies under one seal: any part of a file can be read without the rest. */
export const chunkBytes = 64 * 1024;

const magic = Buffer.from('LKM1');
const saltLength = 32;
const ivLength = 12;
const tagLength = 16;
const headTextLength = 512;
const headLength = magic.length + saltLength + headTextLength + tagLength;
/** No file has so many chunks; the head has its seal from it. */
const headNumber = 0xffff_ffff;

/** What the head says; it is written once all of it is there and was found right. */
interface SealedHead {
  readonly bytes: number;
}

/** A sealed file that is open; also while it still grows. */
export interface SealedFile {
  /** So many of the first bytes can be read. */
  readonly arrived: number;
  /** Bytes `from` up to `to`, which have arrived. */
  read(from: number, to: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** `LKM1`, salt, sealed head, then chunks of AES-256-GCM with a key of the file's own; a chunk's number is its IV. */
export class SealedWriter implements SealedFile {
  private readonly handle: FileHandle;
  private readonly key: Uint8Array;
  private readonly name: string;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private sealedBytes = 0;

  private constructor(handle: FileHandle, key: Uint8Array, name: string) {
    this.handle = handle;
    this.key = key;
    this.name = name;
  }

  static async create(path: string, rootKey: Uint8Array, name: string): Promise<SealedWriter> {
    const salt = randomBytes(saltLength);
    const handle = await open(path, 'wx+', 0o600);
    try {
      await handle.write(Buffer.concat([magic, salt]), 0, magic.length + saltLength, 0);
    } catch (cause) {
      await handle.close();
      throw cause;
    }
    return new SealedWriter(handle, fileKey(rootKey, salt), name);
  }

  get arrived(): number {
    return this.sealedBytes;
  }

  /** Resolves once what fills a chunk is written; the rest waits for more. */
  async write(bytes: Uint8Array): Promise<void> {
    this.waiting.push(Buffer.from(bytes));
    this.waitingBytes += bytes.length;
    if (this.waitingBytes < chunkBytes) return;
    const all = Buffer.concat(this.waiting);
    const full = all.length - (all.length % chunkBytes);
    this.waiting = [all.subarray(full)];
    this.waitingBytes = all.length - full;
    for (let at = 0; at < full; at += chunkBytes) await this.seal(all.subarray(at, at + chunkBytes));
  }

  /** The last, shorter chunk, and the head, without which nobody opens it again. */
  async finish(): Promise<void> {
    const rest = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    if (rest.length > 0) await this.seal(rest);
    const text = Buffer.alloc(headTextLength, ' ');
    text.write(JSON.stringify({ bytes: this.sealedBytes } satisfies SealedHead), 'utf8');
    const head = sealed(this.key, headNumber, text, this.name);
    await this.handle.write(head, 0, head.length, magic.length + saltLength);
  }

  read(from: number, to: number): Promise<Buffer> {
    return readChunks(this.handle, this.key, this.sealedBytes, from, to);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async seal(chunk: Buffer): Promise<void> {
    const number = Math.floor(this.sealedBytes / chunkBytes);
    const data = sealed(this.key, number, chunk, '');
    await this.handle.write(data, 0, data.length, placeOf(number));
    this.sealedBytes += chunk.length;
  }
}

/** Null: it is not there, not whole, or not sealed with this key under this name. */
export async function openSealed(path: string, rootKey: Uint8Array, name: string): Promise<SealedFile | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return null;
  try {
    const begin = Buffer.alloc(headLength);
    const { bytesRead } = await handle.read(begin, 0, headLength, 0);
    if (bytesRead < headLength || !begin.subarray(0, magic.length).equals(magic)) throw new Error('no sealed file');
    const key = fileKey(rootKey, begin.subarray(magic.length, magic.length + saltLength));
    const text = unsealed(key, headNumber, begin.subarray(magic.length + saltLength), name);
    const { bytes } = JSON.parse(text.toString('utf8')) as SealedHead;
    return { arrived: bytes, read: (from, to) => readChunks(handle, key, bytes, from, to), close: () => handle.close() };
  } catch {
    await handle.close();
    return null;
  }
}

async function readChunks(handle: FileHandle, key: Uint8Array, arrived: number, from: number, to: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let number = Math.floor(from / chunkBytes); number * chunkBytes < to; number++) {
    const begin = number * chunkBytes;
    const data = Buffer.alloc(Math.min(chunkBytes, arrived - begin) + tagLength);
    const { bytesRead } = await handle.read(data, 0, data.length, placeOf(number));
    if (bytesRead < data.length) throw new Error('a sealed file is shorter than it was');
    parts.push(unsealed(key, number, data, '').subarray(Math.max(0, from - begin), to - begin));
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

const placeOf = (number: number): number => headLength + number * (chunkBytes + tagLength);

const fileKey = (rootKey: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', rootKey, salt, 'latchkey v1 media file', 32));

/** The key seals each number once. */
function ivOf(number: number): Buffer {
  const iv = Buffer.alloc(ivLength);
  iv.writeUInt32BE(number, ivLength - 4);
  return iv;
}

function sealed(key: Uint8Array, number: number, text: Uint8Array, name: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, ivOf(number), { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(name));
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function unsealed(key: Uint8Array, number: number, data: Uint8Array, name: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, ivOf(number), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(data.subarray(data.length - tagLength));
  return Buffer.concat([decipher.update(data.subarray(0, data.length - tagLength)), decipher.final()]);
}
