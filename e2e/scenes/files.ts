import { createDecipheriv, createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Person } from '../people/startPerson.ts';
import { waitUntil } from '../run/waitUntil.ts';

/** What a photo says beside its picture: it must not reach anybody unasked. */
export const cameraNote = 'GPS 54.1234 N 10.5678 E, serial 90210';

/** A photo as a camera writes it, with an EXIF block before the picture. */
export async function photoWithPlace(page: Page, width = 1200, height = 900): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ width, height }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      for (let at = 0; at < 4_000; at++) {
        context.fillStyle = `hsl(${(at * 37) % 360} 70% 50%)`;
        context.fillRect((at * 7919) % width, (at * 104_729) % height, 30, 30);
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    { width, height },
  );
  const plain = Buffer.from(base64, 'base64');
  const note = Buffer.from(`Exif\0\0${cameraNote}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2]);
  return Buffer.concat([plain.subarray(0, 2), head, note, plain.subarray(2)]);
}

interface SentFile {
  readonly eventId: string;
  readonly content: any;
  readonly encrypted: boolean;
}

/** The file of this name as somebody else has got it. */
export function waitForFile(person: Person, roomId: string, filename: string, timeoutMs = 25_000): Promise<SentFile> {
  return waitUntil(`file ${filename}`, () => filesOf(person, roomId).find(({ content }) => content.filename === filename), {
    timeoutMs,
    everyMs: 25,
  });
}

export function filesOf(person: Person, roomId: string): readonly SentFile[] {
  const events = person.client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? [];
  return events.flatMap((event) => {
    const content: any = event.getContent();
    const eventId = event.getId();
    return content.filename !== undefined && eventId !== undefined ? [{ eventId, content, encrypted: event.isEncrypted() }] : [];
  });
}

/** The bytes behind an address, as any client of the server's gets them. */
export async function bytesOf({ homeserver, session }: Person, mxc: string): Promise<Buffer> {
  const response = await fetch(`${homeserver}/_matrix/client/v1/media/download/${mxc.slice('mxc://'.length)}`, {
    headers: { authorization: `Bearer ${session.token}` },
  });
  if (!response.ok) throw new Error(`${response.status} for a file`);
  return Buffer.from(await response.arrayBuffer());
}

/** By hand, as the specification has it: the hash first, then AES-256-CTR. */
export async function openFile(person: Person, file: any): Promise<{ readonly onServer: Buffer; readonly opened: Buffer }> {
  const onServer = await bytesOf(person, file.url);
  const sha256 = createHash('sha256').update(onServer).digest('base64').replace(/=+$/, '');
  if (file.v !== 'v2' || file.key.alg !== 'A256CTR' || file.hashes.sha256 !== sha256) throw new Error('not as the specification has it');
  const decipher = createDecipheriv('aes-256-ctr', Buffer.from(file.key.k, 'base64url'), Buffer.from(file.iv, 'base64'));
  return { onServer, opened: Buffer.concat([decipher.update(onServer), decipher.final()]) };
}
