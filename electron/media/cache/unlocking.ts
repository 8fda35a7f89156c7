import { createDecipheriv, createHash } from 'node:crypto';
import type { FileSecret } from '../../../core/features/media/mediaSource.ts';

/** What turns a file as it came into what it is. `isRight` once all of it went through. */
export interface Unlocking {
  through(bytes: Uint8Array): Uint8Array;
  isRight(): boolean;
}

/** AES-CTR, and the SHA-256 of what came, which is known to be right only at the end (CS "Sending encrypted attachments"). */
export function unlocking(secret: FileSecret | null): Unlocking {
  if (!secret) return { through: (bytes) => bytes, isRight: () => true };
  const decipher = createDecipheriv('aes-256-ctr', Buffer.from(secret.key, 'base64'), Buffer.from(secret.iv, 'base64'));
  const hash = createHash('sha256');
  return {
    through: (bytes) => {
      hash.update(bytes);
      return decipher.update(bytes);
    },
    isRight: () => hash.digest().equals(Buffer.from(secret.sha256, 'base64')),
  };
}
