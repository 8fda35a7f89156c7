import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { CryptoEvent, EventShieldColour, EventShieldReason } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { expect, test } from 'vitest';
import { askForDoubts, doubtOf } from './senderDoubts.sdk.ts';

let counter = 0;
function encrypted({ decrypted = true } = {}): MatrixEvent {
  const event = new MatrixEvent({
    event_id: `$${++counter}`,
    type: 'm.room.encrypted',
    sender: '@bob:hs',
    room_id: '!a',
    origin_server_ts: 1,
    content: {},
  });
  if (decrypted) Object.assign(event, { clearEvent: { type: 'm.room.message', content: { msgtype: 'm.text', body: 'x' } } });
  return event;
}

/** A crypto module that answers this about each event. */
function clientSaying(reasons: ReadonlyMap<MatrixEvent, EventShieldReason>): {
  client: MatrixClient;
  asked: MatrixEvent[];
  devicesChange: () => void;
} {
  const asked: MatrixEvent[] = [];
  const crypto = {
    getEncryptionInfoForEvent: async (event: MatrixEvent) => {
      asked.push(event);
      return { shieldColour: EventShieldColour.RED, shieldReason: reasons.get(event) ?? null };
    },
  };
  let devicesChange = (): void => undefined;
  const on = (event: string, listener: () => void): void => {
    if (event === CryptoEvent.DevicesUpdated) devicesChange = listener;
  };
  return { client: { getCrypto: () => crypto, on } as unknown as MatrixClient, asked, devicesChange: () => devicesChange() };
}

test('CVE-2025-48937 what somebody else has encrypted is doubted; what only lacks a verification is not', async () => {
  const [forged, keys, plain, unverified] = [encrypted(), encrypted(), encrypted(), encrypted()];
  const { client } = clientSaying(
    new Map([
      [forged, EventShieldReason.MISMATCHED_SENDER],
      [keys, EventShieldReason.MISMATCHED_SENDER_KEY],
      [unverified, EventShieldReason.UNVERIFIED_IDENTITY],
    ]),
  );
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

test.each([EventShieldReason.UNKNOWN_DEVICE, EventShieldReason.AUTHENTICITY_NOT_GUARANTEED, EventShieldReason.UNKNOWN])(
  'N-5 where nobody knows the owner of the device (%i), it is asked again once devices have changed, and then doubted',
  async (unknown) => {
    const [event, final] = [encrypted(), encrypted()];
    const reasons = new Map([
      [event, unknown],
      [final, EventShieldReason.UNSIGNED_DEVICE],
    ]);
    const { client, asked, devicesChange } = clientSaying(reasons);
    for (let looks = 0; looks < 2; looks += 1) expect(await askForDoubts(client, [event, final])).toBe(false);
    expect(asked, 'nothing can have become known').toEqual([final, event]);
    reasons.set(event, EventShieldReason.MISMATCHED_SENDER);
    devicesChange();
    expect(await askForDoubts(client, [event, final])).toBe(true);
    expect(asked).toEqual([final, event, event]);
    expect([event, final].map(doubtOf)).toEqual(['otherSender', null]);
    devicesChange();
    expect(await askForDoubts(client, [event, final])).toBe(false);
    expect(asked).toHaveLength(3);
  },
);
