import { Curve25519PublicKey, Ecies, initAsync, QrCodeData, QrCodeIntent } from '@matrix-org/matrix-sdk-crypto-wasm';
import { beforeAll, expect, test } from 'vitest';
import { writeBase64 } from './base64.ts';
import { newChannelKey } from './ecies.ts';
import { qrPayload } from './qrPayload.ts';

const url = 'https://hs.test/_synapse/client/rendezvous/01JZ5V7Q8W9X2Y3Z';

beforeAll(() => initAsync());

test('MSC4108: the SDK reads our code as that of a new device, with our key and our address', () => {
  const { publicKey } = newChannelKey();
  const read = QrCodeData.fromBytes(qrPayload(publicKey, url));
  expect(read.mode).toBe(QrCodeIntent.Login);
  expect(read.rendezvousUrl).toBe(url);
  expect(read.serverName).toBeUndefined();
  expect(read.publicKey.toBase64()).toBe(writeBase64(publicKey));
  expect(qrPayload(publicKey, url)).toEqual(Buffer.from(new QrCodeData(read.publicKey, url).toBytes()));
});

test('MSC4108: the channel is the SDK’s, both ways, with the same check code', () => {
  for (let round = 0; round < 20; round++) {
    const key = newChannelKey();
    const { channel: theirs, initial_message: first } = new Ecies().establish_outbound_channel(
      new Curve25519PublicKey(writeBase64(key.publicKey)),
      'hello',
    );
    const accepted = key.accept(first);
    expect(accepted?.plain).toBe('hello');
    const ours = accepted!.channel;
    expect(ours.checkCode).toBe(String(theirs.check_code().to_digit()).padStart(2, '0'));
    for (const text of ['one', 'two ✓', 'three']) {
      expect(theirs.decrypt(ours.encrypt(text))).toBe(text);
      expect(ours.decrypt(theirs.encrypt(text))).toBe(text);
    }
  }
});

test('MSC4108: what was changed, repeated, or encrypted to another key is not read', () => {
  const key = newChannelKey();
  const begin = () => new Ecies().establish_outbound_channel(new Curve25519PublicKey(writeBase64(key.publicKey)), 'hello');
  const { channel: theirs, initial_message: first } = begin();
  const [cipher = '', theirKey = ''] = first.split('|');
  const [, otherKey = ''] = begin().initial_message.split('|');
  const zero = writeBase64(new Uint8Array(32));
  for (const message of [
    '',
    '|',
    cipher,
    `${cipher}|${otherKey}`,
    `${cipher}|${zero}`,
    `${cipher}|${theirKey}|`,
    `A${cipher.slice(1)}x|${theirKey}`,
    `${cipher}=|${theirKey}`,
  ])
    expect(key.accept(message), message.slice(0, 8)).toBeNull();
  expect(newChannelKey().accept(first)).toBeNull();
  const ours = key.accept(first)!.channel;
  const message = theirs.encrypt('once');
  expect(ours.decrypt(message)).toBe('once');
  expect(ours.decrypt(message)).toBeNull();
});
