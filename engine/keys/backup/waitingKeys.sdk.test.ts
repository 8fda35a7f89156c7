import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { expect, test } from 'vitest';
import { WaitingKeys } from './waitingKeys.sdk.ts';

/** A crypto store with so many keys that wait; a batch takes two of them. */
function store(keys: number, send: () => Promise<void> = () => Promise.resolve()) {
  let left = keys;
  const counts: (number | null)[] = [];
  let counted = 0;
  const batch = (): object => ({
    body: JSON.stringify({
      rooms: Object.fromEntries(Array.from({ length: Math.min(left, 2) }, (_, at) => [`!${at}:hs`, { sessions: { s: {} } }])),
    }),
  });
  const crypto = {
    olmMachine: {
      roomKeyCounts: () => {
        counted++;
        return Promise.resolve({ total: keys, backedUp: keys - left, free: () => undefined });
      },
      backupRoomKeys: () => Promise.resolve(left > 0 ? batch() : undefined),
    },
    outgoingRequestProcessor: {
      makeOutgoingRequest: async () => {
        await send();
        left = Math.max(0, left - 2);
      },
    },
    backupManager: { maybeUploadKey: () => Promise.resolve() },
  };
  const client = { on: () => undefined, getCrypto: () => crypto } as unknown as MatrixClient;
  const waiting: WaitingKeys = new WaitingKeys(client, () => counts.push(waiting.count));
  return { waiting, counts, counted: () => counted };
}

const always = (): boolean => true;

test('D12 N-9 what waits is sent batch after batch, and counted down; all keys are gone through but once', async () => {
  const { waiting, counts, counted } = store(5);
  expect(await waiting.sendAll(5_000, always)).toEqual({ is: 'sent' });
  expect(counts).toEqual([5, 3, 1, 0]);
  expect(counted()).toBe(1);
});

test('D12 L5 a server that does not answer keeps nobody longer than the limit, and what is left is said', async () => {
  const { waiting } = store(5, () => new Promise(() => undefined));
  expect(await waiting.sendAll(5, always)).toEqual({ is: 'left', left: 5 });
});

test('D12 L5 a server that refuses, and a session that is paused, end it at once', async () => {
  const refused = store(3, () => Promise.reject(new Error('502')));
  expect(await refused.waiting.sendAll(60_000, always)).toEqual({ is: 'left', left: 3 });
  const paused = store(4);
  expect(await paused.waiting.sendAll(60_000, () => false)).toEqual({ is: 'left', left: 4 });
});
