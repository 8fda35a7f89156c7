import { z } from 'zod';
import type { AccessToken, RefreshToken } from '../../../core/ids.ts';
import { lifetimeShape } from '../../tokens/grant.ts';

/** RFC 6749, 5.1. `expires_in` is in seconds, unlike the Matrix API's `expires_in_ms` (I16). */
const tokenShape = z.object({
  access_token: z.custom<AccessToken>((text) => typeof text === 'string' && text.length > 0),
  token_type: z.string().refine((type) => type.toLowerCase() === 'bearer'),
  expires_in: lifetimeShape(1),
  refresh_token: z
    .custom<RefreshToken>((text) => typeof text === 'string' && text.length > 0)
    .nullish()
    .catch(null),
});

export interface TokenAnswer {
  readonly accessToken: AccessToken;
  readonly refreshToken: RefreshToken | null;
  readonly lifetimeMs: number | null;
}

/** Null: not a successful answer of a token endpoint. */
export function readTokenAnswer(json: unknown): TokenAnswer | null {
  const read = tokenShape.safeParse(json);
  if (!read.success) return null;
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = read.data;
  return { accessToken, refreshToken: refreshToken ?? null, lifetimeMs: seconds == null ? null : seconds * 1000 };
}
