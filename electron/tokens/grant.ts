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
