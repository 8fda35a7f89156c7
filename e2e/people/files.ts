import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Person } from './startPerson.ts';

/** A file that somebody sends as any other client would: uploaded, and named in a message. */
export interface SentFile {
  readonly msgtype: 'm.image' | 'm.video' | 'm.audio' | 'm.file';
  readonly name: string;
  readonly bytes: Buffer;
  readonly info?: Record<string, unknown>;
  /** What is written to it (MSC2530). */
  readonly caption?: string;
  readonly encrypted?: boolean;
  /** Changes the content before it is sent: what a hostile client writes. */
  readonly change?: (content: any) => void;
  /** Changes what lies on the server. */
  readonly tamper?: (onServer: Buffer) => void;
}

export async function sendFile(person: Person, room: string, file: SentFile): Promise<string> {
  const { msgtype, name, bytes, info, caption, encrypted = false, change, tamper } = file;
  const { onServer, secret } = encrypted ? encryptedFile(bytes) : { onServer: Buffer.from(bytes), secret: null };
  tamper?.(onServer);
  // What is encrypted is uploaded without its type.
  const type = encrypted ? null : info?.['mimetype'];
  const url = await upload(person, onServer, typeof type === 'string' ? type : 'application/octet-stream');
  const content: Record<string, unknown> = {
    msgtype,
    body: caption ?? name,
    ...(caption !== undefined && { filename: name }),
    info: { size: bytes.length, ...info },
    ...(secret ? { file: { url, ...secret } } : { url }),
  };
  change?.(content);
  const { event_id: eventId } = await person.client.sendEvent(room, 'm.room.message' as never, content as never);
  return eventId;
}

async function upload(person: Person, bytes: Buffer, type: string): Promise<string> {
  const response = await fetch(`${person.homeserver}/_matrix/media/v3/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.session.token}`, 'content-type': type },
    body: new Uint8Array(bytes),
  });
  if (!response.ok) throw new Error(`the upload was refused: ${response.status}`);
  return ((await response.json()) as { content_uri: string }).content_uri;
}

/** CS "Sending encrypted attachments". */
function encryptedFile(bytes: Buffer) {
  const [key, iv] = [randomBytes(32), Buffer.concat([randomBytes(8), Buffer.alloc(8)])];
  const cipher = createCipheriv('aes-256-ctr', key, iv);
  const onServer = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const unpadded = (part: Buffer): string => part.toString('base64').replace(/=+$/, '');
  const secret = {
    v: 'v2',
    key: { kty: 'oct', alg: 'A256CTR', k: key.toString('base64url'), ext: true, key_ops: ['encrypt', 'decrypt'] },
    iv: unpadded(iv),
    hashes: { sha256: unpadded(createHash('sha256').update(onServer).digest()) },
  };
  return { onServer, secret };
}

/** One colour all over; `claims` stands in the head instead of its real size. */
export function png(width: number, height: number, colour: readonly [number, number, number], claims = { width, height }): Buffer {
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: width }, () => colour).flat())]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(claims.width, 0);
  head.writeUInt32BE(claims.height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Seconds of a low tone. */
export function wav(seconds: number, rate = 8000): Buffer {
  const samples = Buffer.from(Array.from({ length: seconds * rate }, (_, at) => 128 + Math.round(40 * Math.sin(at / 8))));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** Two frames of one colour each, 1 × 1: red, then green. */
export const blinkingGif = Buffer.from(
  '47494638396101000100800100ff000000ff0021ff0b4e45545343415045322e30030100000021f9040032000000002c000000000100010000020244010021f9040032000000002c00000000010001000002024c01003b',
  'hex',
);
