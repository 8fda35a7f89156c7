import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { EventShieldColour, EventShieldReason } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { expect, test } from 'vitest';
import { askForDoubts, doubtOf } from './senderDoubts.ts';

let counter = 0;
function encrypted({ decrypted = true } = {}): MatrixEvent {
  const event = new MatrixEvent({ event_id: `$${++counter}`, type: 'm.room.encrypted', sender: '@bob:hs', room_id: '!a', origin_server_ts: 1, content: {} });
  if (decrypted) Object.assign(event, { clearEvent: { type: 'm.room.message', content: { msgtype: 'm.text', body: 'x' } } });
  return event;
}

/** A crypto module that answers this about each event. */
function clientSaying(reasons: ReadonlyMap<MatrixEvent, EventShieldReason>): { client: MatrixClient; asked: MatrixEvent[] } {
  const asked: MatrixEvent[] = [];
  const crypto = {
    getEncryptionInfoForEvent: async (event: MatrixEvent) => {
      asked.push(event);
      return { shieldColour: EventShieldColour.RED, shieldReason: reasons.get(event) ?? null };
    },
  };
  return { client: { getCrypto: () => crypto } as unknown as MatrixClient, asked };
}

test('CVE-2025-48937 what somebody else has encrypted is doubted; what only lacks a verification is not', async () => {
  const [forged, keys, plain, unverified] = [encrypted(), encrypted(), encrypted(), encrypted()];
  const { client } = clientSaying(new Map([[forged, EventShieldReason.MISMATCHED_SENDER], [keys, EventShieldReason.MISMATCHED_SENDER_KEY], [unverified, EventShieldReason.UNVERIFIED_IDENTITY]]));
  expect(await askForDoubts(client, [forged, keys, plain, unverified])).toBe(true);
  expect([forged, keys, plain, unverified].map(doubtOf)).toEqual(['otherSender', 'otherSender', null, null]);
});

test('each event is asked about once, and only what has been decrypted', async () => {
  const [event, waiting] = [encrypted(), encrypted({ decrypted: false })];
  const { client, asked } = clientSaying(new Map());
  expect(await askForDoubts(client, [event, waiting])).toBe(false);
  expect(await askForDoubts(client, [event, waiting])).toBe(false);
  expect(asked).toEqual([event]);
});
