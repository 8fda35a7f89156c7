import { expect, test } from 'vitest';
import { fileContent } from '../../core/features/sending/fileContent.ts';
import type { FileToSend } from '../../core/features/sending/calls.ts';
import type { Uploaded } from '../../core/features/sending/mainCalls.ts';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import { Failure } from '../../core/errors.ts';
import type { EventId, RoomId, TxnId } from '../../core/ids.ts';
import { FileSender } from './sendFile.ts';

const picture: FileToSend = {
  ...{ id: 'f1', kind: 'image', name: 'boat.jpg', mime: 'image/jpeg', size: 5, width: 4, height: 3, durationMs: null, blurhash: null },
  ...{ thumbnail: { id: 't1', mime: 'image/png', size: 2, width: 2, height: 1 }, waveform: null },
};
const entry: OutboxEntry = {
  ...{ txnId: 'txn' as TxnId, roomId: '!r:hs' as RoomId, eventType: 'm.room.message', content: fileContent(picture, null, null) },
  ...{ ts: 0, order: 1, state: 'queued', error: null, eventId: null },
};

function scene({ isEncrypted = [true], fails = '' }: { isEncrypted?: readonly boolean[]; fails?: string } = {}) {
  const asked: string[] = [];
  const durable: string[] = [];
  const sent: Record<string, unknown>[] = [];
  const answers = [...isEncrypted];
  let release = (): void => undefined;
  const sender = new FileSender({
    main: {
      uploadFile: ({ id, isEncrypted: encrypts }) => {
        asked.push(`${id} ${encrypts ? 'encrypted' : 'plain'}`);
        if (fails === id) return new Promise((_resolve, reject) => (release = () => reject(new Failure({ code: 'cancelled' }))));
        return Promise.resolve((encrypts ? { file: { url: `mxc://hs/${id}` } } : { url: `mxc://hs/${id}` }) as Uploaded);
      },
      cancelUpload: () => Promise.resolve(release()),
    },
    outbox: {
      proceeded: (_txnId, content) => {
        durable.push(content);
        return Promise.resolve({ ...entry, content });
      },
    },
    isForEncryptedRoom: () => Promise.resolve(answers.length > 1 ? answers.shift()! : answers[0]!),
    sendEvent: ({ content }) => {
      sent.push(JSON.parse(content) as Record<string, unknown>);
      return Promise.resolve('$event' as EventId);
    },
  });
  return { sender, asked, durable, sent };
}

test('preview, then file, each address durable before the next; then the event, without what is ours alone', async () => {
  const { sender, asked, durable, sent } = scene();
  expect(await sender.send(entry)).toBe('$event');
  expect(asked).toEqual(['t1 encrypted', 'f1 encrypted']);
  expect(durable.map((content) => JSON.parse(content) as unknown)).toMatchObject([
    { info: { thumbnail_file: { url: 'mxc://hs/t1' } } },
    { info: { thumbnail_file: { url: 'mxc://hs/t1' } }, file: { url: 'mxc://hs/f1' } },
  ]);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ file: { url: 'mxc://hs/f1' }, filename: 'boat.jpg' });
  expect(Object.keys(sent[0]!)).not.toContain('chat.latchkey.files');
});

test('what was uploaded before a quit is not uploaded again', async () => {
  const first = scene();
  await first.sender.send(entry);
  const again = scene();
  await again.sender.send({ ...entry, content: first.durable[0]! });
  expect(again.asked).toEqual(['f1 encrypted']);
});

test('T98 a room that is encrypted meanwhile gets no plain file: nothing is sent, and the next try uploads it encrypted', async () => {
  const { sender, sent, durable } = scene({ isEncrypted: [false, true] });
  await expect(sender.send(entry)).rejects.toMatchObject({ error: { code: 'serverFailing' } });
  expect(sent).toEqual([]);
  const next = scene();
  await next.sender.send({ ...entry, content: durable.at(-1)! });
  expect(next.asked).toEqual(['t1 encrypted', 'f1 encrypted']);
  expect(next.sent[0]).not.toHaveProperty('url');
});

test('called off while it is uploaded it fails as cancelled, and no event is sent; before and after that it is not on its way', async () => {
  const { sender, sent } = scene({ fails: 'f1' });
  expect(sender.cancel(entry)).toBe(false);
  const sending = sender.send(entry);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(sender.cancel(entry)).toBe(true);
  await expect(sending).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(sent).toEqual([]);
  expect(sender.cancel(entry)).toBe(false);
});
