import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { RelationsContainer } from 'matrix-js-sdk/lib/models/relations-container.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { expect, test } from 'vitest';
import { shownEdit } from './shownEdit.sdk.ts';

const client = { getCrypto: () => undefined } as unknown as MatrixClient;
let counter = 0;

function message(
  content: object,
  { encrypted = true, ...more }: { encrypted?: boolean; sender?: string; room_id?: string; type?: string; ts?: number } = {},
): MatrixEvent {
  const n = ++counter;
  const type = more.type ?? 'm.room.message';
  const event = new MatrixEvent({
    event_id: `$${n}`,
    type: encrypted ? 'm.room.encrypted' : type,
    sender: more.sender ?? '@bob:hs',
    room_id: more.room_id ?? '!a',
    origin_server_ts: more.ts ?? n,
    content: encrypted
      ? { algorithm: 'm.megolm.v1.aes-sha2', 'm.relates_to': (content as Record<string, unknown>)['m.relates_to'] }
      : content,
  });
  if (encrypted) Object.assign(event, { clearEvent: { type, content }, failure: false });
  return event;
}

const text = (body: string): object => ({ msgtype: 'm.text', body });
const editing = (target: MatrixEvent, body: unknown): object => ({
  ...text(`* ${body}`),
  'm.new_content': typeof body === 'string' ? text(body) : body,
  'm.relates_to': { rel_type: 'm.replace', event_id: target.getId() },
});

async function shown(original: MatrixEvent, ...edits: MatrixEvent[]): Promise<unknown> {
  const relations = new RelationsContainer(client);
  for (const edit of edits) await relations.aggregateChildEvent(edit, undefined as never, original);
  const { content, refused } = shownEdit({ relations } as unknown as Room, original);
  return { body: content?.['body'] ?? null, refused };
}

test('S-3 an encrypted edit of an encrypted message is shown, a plaintext one of a plaintext message, too', async () => {
  const secret = message(text('old'));
  expect(await shown(secret, message(editing(secret, 'new')))).toEqual({ body: 'new', refused: null });
  const open = message(text('old'), { encrypted: false });
  expect(await shown(open, message(editing(open, 'new'), { encrypted: false }))).toEqual({ body: 'new', refused: null });
  expect(await shown(open, message(editing(open, 'new')))).toEqual({ body: 'new', refused: null });
});

test('T27 S-3 a plaintext edit of an encrypted message is refused, although the SDK takes it', async () => {
  const original = message(text('old'));
  const forged = message(editing(original, 'forged'), { encrypted: false });
  expect(await shown(original, forged)).toEqual({ body: null, refused: 'unencrypted' });
  expect(original.replacingEventId()).toBe(forged.getId());
});

test('S-3 it does not hide the honest edit before it, and an honest one after it ends the mark', async () => {
  const original = message(text('old'));
  const honest = message(editing(original, 'honest'));
  const forged = message(editing(original, 'forged'), { encrypted: false });
  expect(await shown(original, honest, forged)).toEqual({ body: 'honest', refused: 'unencrypted' });
  expect(await shown(original, honest, forged, message(editing(original, 'later')))).toEqual({ body: 'later', refused: null });
});

test('S-3 an edit that the server bundles is judged like any other', () => {
  const original = message(text('old'));
  original.makeReplaced(message(editing(original, 'forged'), { encrypted: false }));
  expect(shownEdit({ relations: new RelationsContainer(client) } as unknown as Room, original)).toEqual({
    content: null,
    refused: 'unencrypted',
  });
});

test('S-3 an edit by another sender is none; of another type, in another room, or without new content it is refused', async () => {
  const original = message(text('old'));
  expect(await shown(original, message(editing(original, 'x'), { sender: '@eve:hs' }))).toEqual({ body: null, refused: null });
  expect(await shown(original, message(editing(original, 'x'), { type: 'm.sticker' }))).toEqual({ body: null, refused: 'invalid' });
  expect(await shown(original, message(editing(original, 'x'), { room_id: '!b' }))).toEqual({ body: null, refused: 'invalid' });
  for (const content of [7, null, ['x'], undefined, true])
    expect(await shown(original, message(editing(original, content)))).toEqual({ body: null, refused: 'invalid' });
});

test('S-3 an edit of an edit changes nothing', async () => {
  const original = message(text('old'));
  const edit = message(editing(original, 'new'));
  expect(await shown(edit, message(editing(edit, 'newer')))).toEqual({ body: null, refused: 'invalid' });
});
