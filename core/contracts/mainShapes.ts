import { z } from 'zod';
import { readError } from '../readError.ts';
import type { Shapes } from './shapes.ts';
import type { MainContract } from './main.ts';

const nothing = z.strictObject({});
const error = z.unknown().transform(readError);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const epoch = z.number().int().min(0);
/** 32 bytes in unpadded base64. */
const ownKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/);
/** Cut, and not refused: a line that is too long is still worth having. */
const cut = (length: number) => z.string().transform((text) => text.slice(0, length));

const verdict = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('alive') }),
  z.strictObject({ is: z.literal('soft') }),
  z.strictObject({ is: z.literal('hard') }),
  z.strictObject({ is: z.literal('locked'), message: cut(2_000) }),
  z.strictObject({ is: z.literal('noAnswer'), error }),
]);

/** engine → main: the engine digests what strangers write, so main reads what it says as it reads the page's words (S-5). */
export const mainShapes: Shapes<MainContract> = {
  calls: {
    opening: nothing,
    handedSecrets: nothing,
    ready: z.strictObject({ ed25519: ownKey, curve25519: ownKey }),
    published: nothing,
    reopen: nothing,
    openFailed: z.strictObject({ error }),
    tokenJudged: z.strictObject({ epoch, verdict, path: cut(4_096) }),
    synced: z.strictObject({ epoch }),
    unread: z.strictObject({ unreadCount: count, mentionCount: count }),
    saveKeyFile: z.strictObject({ text: z.string().max(500_000_000) }),
    mark: z.strictObject({ name: z.string().max(64), at: z.number() }),
    log: z.strictObject({ level: z.enum(['info', 'warn', 'error']), text: cut(16_384) }),
  },
  streams: { gate: nothing },
};
