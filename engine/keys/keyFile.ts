/** Each guess at the passphrase is to cost a fifth of a second. */
export const rounds = 500_000;
const header = '-----BEGIN MEGOLM SESSION DATA-----';
const trailer = '-----END MEGOLM SESSION DATA-----';
const lineLength = 96;
const version = 1;

/** `sessions` (JSON) as a file that other Matrix clients can import (CS "Key export format"). */
export async function encryptKeyFile(sessions: string, passphrase: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  // Bit 63 is clear, so that the counter never overflows: implementations differ in what they do then.
  iv[8] = (iv[8] ?? 0) & 0x7f;
  const { cipherKey, macKey } = await deriveKeys(passphrase, salt);
  const encrypted = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-CTR', counter: iv, length: 64 }, cipherKey, new TextEncoder().encode(sessions)),
  );
  const body = new Uint8Array(37 + encrypted.length);
  body[0] = version;
  body.set(salt, 1);
  body.set(iv, 17);
  new DataView(body.buffer).setUint32(33, rounds);
  body.set(encrypted, 37);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', macKey, body));
  return armoured(body, mac);
}

async function deriveKeys(passphrase: string, salt: Uint8Array<ArrayBuffer>): Promise<{ cipherKey: CryptoKey; macKey: CryptoKey }> {
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', salt, iterations: rounds, hash: 'SHA-512' }, secret, 512);
  const [cipherKey, macKey] = await Promise.all([
    crypto.subtle.importKey('raw', bits.slice(0, 32), 'AES-CTR', false, ['encrypt']),
    crypto.subtle.importKey('raw', bits.slice(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ]);
  return { cipherKey, macKey };
}

function armoured(...parts: readonly Uint8Array[]): string {
  const text = base64(parts);
  const lines = [header];
  for (let at = 0; at < text.length; at += lineLength) lines.push(text.slice(at, at + lineLength));
  return [...lines, trailer, ''].join('\n');
}

/** In steps, because a function takes no million arguments. */
function base64(parts: readonly Uint8Array[]): string {
  const step = 0x8000;
  const text: string[] = [];
  for (const part of parts) {
    for (let at = 0; at < part.length; at += step) text.push(String.fromCharCode(...part.subarray(at, at + step)));
  }
  return btoa(text.join(''));
}
