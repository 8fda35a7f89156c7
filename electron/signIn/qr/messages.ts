import { z } from 'zod';
import type { QrReason } from '../../../core/errors.ts';

export const deviceGrantProtocol = 'device_authorization_grant';

const crossSigningShape = z.object({ master_key: z.string(), self_signing_key: z.string(), user_signing_key: z.string() });
const backupShape = z.object({ algorithm: z.string(), key: z.string(), backup_version: z.string() });

/** What the device that is signed in may say (MSC4108); unknown fields are dropped. */
const messageShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('m.login.protocols'), protocols: z.array(z.string()), homeserver: z.string().min(1).max(255) }),
  z.object({ type: z.literal('m.login.protocol_accepted') }),
  z.object({ type: z.literal('m.login.secrets'), cross_signing: crossSigningShape, backup: backupShape.nullish().catch(null) }),
  z.object({ type: z.literal('m.login.failure'), reason: z.string().catch('') }),
  z.object({ type: z.literal('m.login.declined') }),
]);
export type PhoneMessage = z.infer<typeof messageShape>;
export type SecretsMessage = Extract<PhoneMessage, { type: 'm.login.secrets' }>;

/** What we say. */
export type OurMessage =
  | {
      readonly type: 'm.login.protocol';
      readonly protocol: string;
      readonly device_authorization_grant: { readonly verification_uri: string; readonly verification_uri_complete?: string };
      readonly device_id: string;
    }
  | { readonly type: 'm.login.success' }
  | { readonly type: 'm.login.declined' }
  | { readonly type: 'm.login.failure'; readonly reason: FailureWord };

type FailureWord = 'authorization_expired' | 'unexpected_message_received' | 'unsupported_protocol' | 'user_cancelled';

/** Null: not a message that we know. */
export function readMessage(text: string): PhoneMessage | null {
  try {
    return messageShape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Why the other device gave up. */
export function reasonOf(word: string): QrReason {
  switch (word) {
    case 'user_cancelled':
      return 'declined';
    case 'authorization_expired':
      return 'expired';
    case 'unsupported_protocol':
      return 'unsupported';
    case 'device_already_exists':
      return 'deviceExists';
    default:
      return 'unexpected';
  }
}

/** How the other device is told why we give up; null: it is not told. */
export function wordFor(reason: QrReason): FailureWord | null {
  switch (reason) {
    case 'expired':
      return 'authorization_expired';
    case 'unsupported':
      return 'unsupported_protocol';
    case 'unexpected':
      return 'unexpected_message_received';
    // It said so itself, or the channel is not one to say anything over.
    case 'declined':
    case 'deviceExists':
    case 'insecure':
    case 'wrongDigits':
      return null;
  }
}
