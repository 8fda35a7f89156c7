import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isUserId } from '../../core/ids.ts';
import type { UserId } from '../../core/ids.ts';
import type { KeyTrouble } from '../../core/session/states.ts';

const rootKey = z
  .base64()
  .transform((text): Buffer => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32);
const userId = z.custom<UserId>((text) => typeof text === 'string' && isUserId(text));

const entryShape = z.object({ v: z.literal(1), userId, deviceId: z.string().min(1), homeserver: z.url(), rootKey });
/** What a newer Latchkey may have written, whatever else is in it. */
const newerShape = z.looseObject({ v: z.number().int().min(2) });
const pendingShape = z.object({ v: z.literal(1), rootKey });

/** The one keychain entry of an account; with it everything on disk can be read, without it nothing. */
export type VaultEntry = Readonly<Omit<z.infer<typeof entryShape>, 'v'>>;

export function newRootKey(): Buffer {
  return randomBytes(32);
}

/** The keychain account that holds the root key from before the password is sent until the account is kept. */
export function pendingAccount(slug: string): string {
  return `pending:${slug}`;
}

export function writeEntry(entry: VaultEntry): string {
  const { userId: user, deviceId, homeserver } = entry;
  return JSON.stringify({ v: 1, userId: user, deviceId, homeserver, rootKey: entry.rootKey.toString('base64') });
}

export function writePending(key: Buffer): string {
  return JSON.stringify({ v: 1, rootKey: key.toString('base64') });
}

/** Null: not an entry of ours. */
export function readEntry(text: string): VaultEntry | null {
  return parse(entryShape, text);
}

/** Why `readEntry` makes nothing of it. */
export function troubleWith(text: string): KeyTrouble {
  return parse(newerShape, text) ? 'newer' : 'damaged';
}

export function readPending(text: string): Buffer | null {
  return parse(pendingShape, text)?.rootKey ?? null;
}

function parse<T>(shape: z.ZodType<T>, text: string): T | null {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
