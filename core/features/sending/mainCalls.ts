import { z } from 'zod';
import { takes } from '../../declare/declare.ts';

/** The attachment's key and where it lies (CS "Sending encrypted attachments"). */
export interface EncryptedFile {
  readonly url: string;
  readonly v: 'v2';
  readonly key: {
    readonly kty: 'oct';
    readonly key_ops: readonly string[];
    readonly alg: 'A256CTR';
    readonly k: string;
    readonly ext: true;
  };
  readonly iv: string;
  readonly hashes: { readonly sha256: string };
}

/** Where the homeserver has put a file; `file` where it lies there encrypted. */
export type Uploaded = { readonly url: string } | { readonly file: EncryptedFile };

const id = z.uuid();
const ids = z.array(id).max(100_000);

/** What the engine has main do with the files that people send: main alone has their bytes. */
export const uploadsOffer = {
  calls: {
    /** Resolves when the homeserver has it. It waits while the session is paused; asked again while it is under way, it is sent once. */
    uploadFile: takes(
      z.strictObject({ id, isEncrypted: z.boolean(), mime: z.string().max(255), name: z.string().max(1024) }),
    ).gives<Uploaded>(),
    /** An upload under way ends with `cancelled`. */
    cancelUpload: takes(z.strictObject({ id })).gives<void>(),
    /** These are sent, or are not to be: they go. */
    dropFiles: takes(z.strictObject({ ids })).gives<void>(),
    /** These are still to be sent: of what earlier runs have left, the others go. */
    keepOnly: takes(z.strictObject({ ids })).gives<void>(),
  },
  streams: {},
};
