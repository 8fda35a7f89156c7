import { createHash, randomBytes } from 'node:crypto';

/** RFC 7636 with S256. `verifier` is secret. */
export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function newPkce(): Pkce {
  const verifier = newNonce();
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** 256 bits, for `state` and for addresses that only one answer may know. */
export function newNonce(): string {
  return randomBytes(32).toString('base64url');
}
