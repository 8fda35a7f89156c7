import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { readBase64, writeBase64 } from './base64.ts';

const application = 'MATRIX_QR_CODE_LOGIN';
const keyBytes = 32;
const nonceBytes = 12;

/** One direction of a channel: each message has its own nonce, counted on both sides. */
interface Cipher {
  readonly encrypt: (plain: string) => string;
  /** Null: not a message of the other side, or not the next one. */
  readonly decrypt: (message: string) => string | null;
}

export interface Channel extends Cipher {
  /** Two digits that both devices derive; whoever sits between them derives others. */
  readonly checkCode: string;
}

/** The key pair that a QR code shows half of. */
export interface ChannelKey {
  readonly publicKey: Uint8Array;
  /** Takes the first message of the device that scanned; null: it does not hold. */
  readonly accept: (message: string) => { readonly channel: Channel; readonly plain: string } | null;
}

/** The answering side of the integrated encryption that MSC4108 uses: X25519, HKDF-SHA512, ChaCha20-Poly1305. */
export function newChannelKey(): ChannelKey {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const ours = rawOf(publicKey);
  return {
    publicKey: ours,
    accept: (message) => {
      const [cipherText, theirKey, ...more] = message.split('|');
      const theirs = readBase64(theirKey ?? '');
      if (cipherText === undefined || theirs?.length !== keyBytes || more.length > 0) return null;
      const secret = agree(privateKey, theirs);
      if (secret === null) return null;
      const channel = channelOf(secret, ours, theirs);
      const plain = channel.decrypt(cipherText);
      return plain === null ? null : { channel, plain };
    },
  };
}

/** Null: a key that would make the secret known to everybody. */
function agree(privateKey: KeyObject, theirs: Uint8Array): Buffer | null {
  try {
    const x = Buffer.from(theirs).toString('base64url');
    const secret = diffieHellman({ privateKey, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' }) });
    return secret.every((byte) => byte === 0) ? null : secret;
  } catch {
    return null;
  }
}

/** We are the device that showed the code (G), the other one scanned it (S). */
function channelOf(secret: Buffer, ours: Uint8Array, theirs: Uint8Array): Channel {
  const derive = (purpose: string, length: number): Uint8Array => {
    const info = `${application}_${purpose}|${writeBase64(ours)}|${writeBase64(theirs)}`;
    return new Uint8Array(hkdfSync('sha512', secret, new Uint8Array(0), info, length));
  };
  const outgoing = derive('ENCKEY_G', keyBytes);
  const incoming = derive('ENCKEY_S', keyBytes);
  const nextOut = nonces();
  const nextIn = nonces();
  return {
    checkCode: [...derive('CHECKCODE', 2)].map((byte) => String(byte % 10)).join(''),
    encrypt: (plain) => writeBase64(chacha20poly1305(outgoing, nextOut()).encrypt(Buffer.from(plain, 'utf8'))),
    decrypt: (message) => {
      const bytes = readBase64(message);
      if (bytes === null) return null;
      try {
        return Buffer.from(chacha20poly1305(incoming, nextIn()).decrypt(bytes)).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

/** 0, 1, 2 …, little-endian. */
function nonces(): () => Uint8Array {
  let count = 0;
  return () => {
    const nonce = Buffer.alloc(nonceBytes);
    nonce.writeUIntLE(count++, 0, 6);
    return nonce;
  };
}

function rawOf(key: KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
