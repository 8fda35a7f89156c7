import { expect, test } from 'vitest';
import { watchRollback } from './rollbackWatch.ts';

const upload = 'https://hs.test/_matrix/client/v3/keys/upload';
const exists = { errcode: 'M_UNKNOWN', error: 'One time key signed_curve25519:AAAAAQ already exists. Old key: {}; new key: {}' };

async function tell(answers: readonly { readonly url?: string; readonly status?: number; readonly body?: unknown }[]): Promise<number> {
  let told = 0;
  for (const { url = upload, status = 400, body = exists } of answers) {
    const watched = watchRollback(
      async () => new Response(JSON.stringify(body), { status }),
      () => {
        told++;
      },
    );
    const response = await watched(url, { method: 'POST' });
    expect(await response.json(), 'the answer itself is passed on').toEqual(body);
  }
  return told;
}

test('D5 a one-time key that is already there means an older store', async () => {
  expect(await tell([{}])).toBe(1);
});

test('D5 nothing else does', async () => {
  expect(
    await tell([
      { status: 200 },
      { status: 500 },
      { status: 400, body: { errcode: 'M_UNKNOWN', error: 'Bad key' } },
      { body: 'already exists' },
      { url: 'https://hs.test/_matrix/client/v3/rooms/!r/send/m.room.message/1' },
    ]),
  ).toBe(0);
});

test('D5 it is said once', async () => {
  let told = 0;
  const watched = watchRollback(
    async () => new Response(JSON.stringify(exists), { status: 400 }),
    () => {
      told++;
    },
  );
  await watched(upload);
  await watched(upload);
  expect(told).toBe(1);
});
