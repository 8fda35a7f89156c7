import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { nothing, typed } from '../../declare/pageShapes.ts';
import type { KeyBackup, KeyExport, KeysSent, LossPreview } from './model.ts';

const withinLimit = z.strictObject({ limitMs: z.number().check(z.minimum(0), z.maximum(600_000)) });

export const keysOffer = {
  calls: {
    previewLoss: takes(nothing).gives<LossPreview>(),
    /** Whether keys are backed up, by choice (MSC4287); deletes nothing on the server. */
    setKeyBackup: takes(z.strictObject({ enabled: z.boolean() })).gives<void>(),
    /** Has the keys counted that wait for the backup; the answer is in the stream. */
    countWaitingKeys: takes(nothing).gives<void>(),
    /** Sends them now; resolves when all are there, or when `limitMs` are over. */
    sendWaitingKeys: takes(withinLimit).gives<KeysSent>(),
    /** All room keys of this device, encrypted with the passphrase, to where people say in a dialog of main's. Needs no server. */
    exportKeys: takes(z.strictObject({ passphrase: typed })).gives<KeyExport>(),
  },
  streams: {
    keyBackup: takes(nothing).gives<KeyBackup>(),
  },
};
