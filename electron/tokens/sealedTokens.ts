import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isUserId } from '../../core/ids.ts';
import type { AccessToken, RefreshToken, UserId } from '../../core/ids.ts';
import { grantShape, loginGrant } from './grant.ts';
import { writeDurably } from '../disk/writeDurably.ts';

const contentShape = z.object({
  v: z.literal(1),
  userId: z.custom<UserId>((text) => typeof text === 'string' && isUserId(text)),
  deviceId: z.string().min(1),
  homeserver: z.url(),
  accessToken: z.custom<AccessToken>((text) => typeof text === 'string' && text.length > 0),
  /** Null: none was given, or the server has refused it. Files of before refresh tokens have neither this nor `grant`. */
  refreshToken: z
    .custom<RefreshToken>((text) => typeof text === 'string' && text.length > 0)
    .nullable()
    .default(null),
  grant: grantShape.default(loginGrant),
  /**
   * The refresh token that was there has been refused: because the session is over, or because the server no longer knows us as its client.
   */
  refreshRefused: z.enum(['session', 'client']).optional(),
  /** When the token ends by this computer's clock (milliseconds since the epoch), and how long it was to live; null: not announced. */
  expiresAt: z.number().nullable(),
  lifetimeMs: z.number().nullable(),
  /** The device's own public keys, once the crypto store has told them; `published`: the server has been seen to have them. */
  identity: z.object({ ed25519: z.string(), curve25519: z.string(), published: z.boolean() }).nullable(),
});

/** What `tokens.sealed` holds. Tokens change often and a keychain may stop answering, so they lie in a file of their own. */
export type Tokens = Readonly<Omit<z.infer<typeof contentShape>, 'v'>>;

export type RefreshRefusal = NonNullable<Tokens['refreshRefused']>;

export type OpenedTokens = { readonly is: 'opened'; readonly tokens: Tokens } | { readonly is: 'missing' } | { readonly is: 'broken' };

const magic = Buffer.from('LKT1');
const ivLength = 12;
const tagLength = 16;

/** `LKT1`, length and text of the AAD (user|device), IV, AES-256-GCM ciphertext, tag. */
export function seal(tokens: Tokens, key: Uint8Array): Buffer {
  const aad = Buffer.from(`${tokens.userId}|${tokens.deviceId}`, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(aad.length);
  const head = Buffer.concat([magic, length, aad]);
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength });
  cipher.setAAD(head);
  const text = Buffer.from(JSON.stringify({ v: 1, ...tokens }), 'utf8');
  return Buffer.concat([head, iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** Null: not sealed with this key, or not one bit as it was. */
export function unseal(data: Buffer, key: Uint8Array): Tokens | null {
  try {
    const headLength = 6 + data.readUInt16BE(4);
    const head = data.subarray(0, headLength);
    if (!head.subarray(0, 4).equals(magic)) return null;
    const iv = data.subarray(headLength, headLength + ivLength);
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength });
    decipher.setAAD(head);
    decipher.setAuthTag(data.subarray(data.length - tagLength));
    const text = Buffer.concat([decipher.update(data.subarray(headLength + ivLength, data.length - tagLength)), decipher.final()]);
    const tokens = contentShape.parse(JSON.parse(text.toString('utf8')));
    return head.subarray(6).toString('utf8') === `${tokens.userId}|${tokens.deviceId}` ? tokens : null;
  } catch {
    return null;
  }
}

export async function openTokens(path: string, key: Uint8Array): Promise<OpenedTokens> {
  let data: Buffer;
  try {
    data = await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { is: 'missing' };
    throw cause;
  }
  const tokens = unseal(data, key);
  return tokens ? { is: 'opened', tokens } : { is: 'broken' };
}

export function saveTokens(path: string, tokens: Tokens, key: Uint8Array): Promise<void> {
  return writeDurably(path, seal(tokens, key));
}

/** The user whose tokens a file claims to hold, without opening it; null: no such file. */
export async function sealedFor(path: string): Promise<UserId | null> {
  try {
    const data = await readFile(path);
    const user =
      data
        .subarray(6, 6 + data.readUInt16BE(4))
        .toString('utf8')
        .split('|')[0] ?? '';
    return isUserId(user) ? user : null;
  } catch {
    return null;
  }
}
