import { z } from 'zod';
import { isSecure } from '../../http/serverName.ts';

/** Encrypted, or on this computer. */
const endpoint = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && isSecure(new URL(text)));
const has = (...wanted: readonly string[]) => z.array(z.string()).refine((list) => wanted.every((one) => list.includes(one)));
/** Opened in the system's browser, so http or https and nothing else. */
const webPage = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol));

/** `GET /auth_metadata` (CS "Server metadata discovery"; RFC 8414, whose defaults these are). Unknown fields are dropped. */
const metadataShape = z.object({
  issuer: endpoint,
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  revocation_endpoint: endpoint,
  registration_endpoint: endpoint,
  device_authorization_endpoint: endpoint.nullish().catch(null),
  response_types_supported: has('code'),
  grant_types_supported: has('authorization_code', 'refresh_token'),
  response_modes_supported: has('query', 'fragment').default(['query', 'fragment']),
  code_challenge_methods_supported: has('S256'),
  prompt_values_supported: z.array(z.string()).nullish().catch(null),
  authorization_response_iss_parameter_supported: z.boolean().nullish().catch(null),
  account_management_uri: webPage.nullish().catch(null),
  account_management_actions_supported: z.array(z.string()).nullish().catch(null),
});

export type AuthMetadata = z.infer<typeof metadataShape>;

export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** Null: not usable (I1). */
export function readMetadata(json: unknown): AuthMetadata | null {
  return metadataShape.safeParse(json).data ?? null;
}

export function offersDeviceCode(metadata: AuthMetadata): boolean {
  return metadata.device_authorization_endpoint != null && metadata.grant_types_supported.includes(deviceCodeGrant);
}

/** I18: only where it is advertised. */
export function offersCreation({ prompt_values_supported: prompts }: AuthMetadata): boolean {
  return prompts?.includes('create') === true;
}
