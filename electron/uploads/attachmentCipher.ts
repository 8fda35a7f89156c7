import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { EncryptedFile } from '../../core/features/sending/mainCalls.ts';

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Encrypts one file as it goes out (CS "Sending encrypted attachments", v2): AES-256-CTR under a key of its own, and the hash of what went. */
export class AttachmentCipher {
  private readonly key = randomBytes(32);
  /** The lower half counts, and begins at 0, so that no counter comes twice (CS "Extensions to m.room.message"). */
  private readonly iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
  private readonly cipher = createCipheriv('aes-256-ctr', this.key, this.iv);
  private readonly hash = createHash('sha256');

  async *encrypt(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of plain) {
      const encrypted = this.cipher.update(bytes);
      this.hash.update(encrypted);
      yield encrypted;
    }
    this.cipher.final();
  }

  /** Once, after all of it has gone out. */
  file(url: string): EncryptedFile {
    return {
      url,
      v: 'v2',
      key: { kty: 'oct', key_ops: ['encrypt', 'decrypt'], alg: 'A256CTR', k: this.key.toString('base64url'), ext: true },
      iv: unpadded(this.iv),
      hashes: { sha256: unpadded(this.hash.digest()) },
    };
  }
}
