import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });

/** How a token came to be: only the API that issued it renews and ends it (H10). No secret. */
export const grantShape = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('login') }),
  z.strictObject({ is: z.literal('oauth'), issuer: url, clientId: z.string().min(1), tokenEndpoint: url, revocationEndpoint: url }),
]);
export type Grant = z.infer<typeof grantShape>;
export type OAuthGrant = Extract<Grant, { is: 'oauth' }>;

/** `POST /login` of the client-server API. */
export const loginGrant: Grant = { is: 'login' };

/**
 * How long a token is announced to live, at least a second: with less, such as seconds for milliseconds, refreshing would hardly pause
 * (H13, I16); and the last token of a session may live no longer (B11). What is no lifetime must not cost the token that came with it.
 */
export const lifetimeShape = (second: 1 | 1_000) =>
  z
    .number()
    .positive()
    .transform((life) => Math.max(life, second))
    .nullish()
    .catch(null);
