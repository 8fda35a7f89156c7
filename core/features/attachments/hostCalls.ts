import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { longestPiece } from './longestPiece.ts';
import { nothing } from '../../declare/mainShapes.ts';

/** Under this name a file that is to be sent lies in the account's folder; the page chooses it. */
const fileId = z.uuid();

/** How much of a file has gone to the server. */
export interface UploadProgress {
  readonly id: string;
  readonly sent: number;
  readonly total: number;
}

const piece = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= longestPiece);

export const attachmentsOffer = {
  calls: {
    /** How many bytes a file may have for this server; null where it does not say. */
    uploadLimit: takes(nothing).gives<{ readonly bytes: number | null }>(),
    /**
     * One piece after the other, `at` where the one before ended; at 0 the file begins anew. With `isLast` it is whole, sealed and on the disk
     * when this resolves.
     */
    keepFile: takes(z.strictObject({ id: fileId, at: z.number().int().min(0), bytes: piece, isLast: z.boolean() })).gives<void>(),
    /** What was kept is not going to be sent. */
    dropFile: takes(z.strictObject({ id: fileId })).gives<void>(),
    /** Somebody has pressed the button: for a moment the page may open the microphone. */
    askMicrophone: takes(nothing).gives<void>(),
  },
  streams: {
    /** Those that are on their way. */
    uploads: takes(nothing).gives<readonly UploadProgress[]>(),
  },
};
