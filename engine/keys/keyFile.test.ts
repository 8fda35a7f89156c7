import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { encryptKeyFile, rounds } from './keyFile.ts';

/** Reads the format by Node's means, as the specification words it. */
function decrypt(file: string, passphrase: string): string {
  const lines = file.trimEnd().split('\n');
  expect(lines[0]).toBe('-----BEGIN MEGOLM SESSION DATA-----');
  expect(lines.at(-1)).toBe('-----END MEGOLM SESSION DATA-----');
  const data = Buffer.from(lines.slice(1, -1).join(''), 'base64');
  const body = data.subarray(0, -32);
  expect(body[0]).toBe(1);
  const count = body.readUInt32BE(33);
  const keys = pbkdf2Sync(passphrase, body.subarray(1, 17), count, 64, 'sha512');
  expect(createHmac('sha256', keys.subarray(32)).update(body).digest().equals(data.subarray(-32))).toBe(true);
  const decipher = createDecipheriv('aes-256-ctr', keys.subarray(0, 32), body.subarray(17, 33));
  return Buffer.concat([decipher.update(body.subarray(37)), decipher.final()]).toString('utf8');
}

test('C22 a key file opens with its passphrase, by another implementation', async () => {
  const sessions = JSON.stringify([{ room_id: '!a:b', session_key: 'ÄÖ'.repeat(20_000) }]);
  const file = await encryptKeyFile(sessions, 'correct horse ä');
  expect(decrypt(file, 'correct horse ä')).toBe(sessions);
  expect(rounds).toBeGreaterThanOrEqual(500_000);
  expect(Math.max(...file.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96);
});

test('C22 two files of the same keys have nothing in common, and bit 63 of the counter is clear', async () => {
  const files = await Promise.all([1, 2, 3].map(() => encryptKeyFile('[]', 'a passphrase')));
  const heads = files.map((file) => Buffer.from(file.split('\n')[1] ?? '', 'base64'));
  expect(new Set(heads.map((head) => head.subarray(1, 17).toString('hex'))).size).toBe(3);
  for (const head of heads) expect((head[25] ?? 0) & 0x80).toBe(0);
});
