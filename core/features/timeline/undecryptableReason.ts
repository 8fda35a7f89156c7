import type { UndecryptableReason } from './model.ts';

/** What the SDK calls them. */
const reasons: ReadonlyMap<string | null, UndecryptableReason> = new Map([
  ['MEGOLM_UNKNOWN_INBOUND_SESSION_ID', 'keyNotYetHere'],
  ['OLM_UNKNOWN_MESSAGE_INDEX', 'keyNotYetHere'],
  ['HISTORICAL_MESSAGE_NO_KEY_BACKUP', 'sentBeforeThisDevice'],
  ['HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED', 'sentBeforeThisDevice'],
  ['HISTORICAL_MESSAGE_WORKING_BACKUP', 'sentBeforeThisDevice'],
  ['HISTORICAL_MESSAGE_USER_NOT_JOINED', 'sentBeforeJoining'],
  ['MEGOLM_KEY_WITHHELD', 'withheld'],
  ['MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE', 'withheldFromUnverified'],
  ['SENDER_IDENTITY_PREVIOUSLY_VERIFIED', 'senderUntrusted'],
  ['UNSIGNED_SENDER_DEVICE', 'senderUntrusted'],
  ['UNKNOWN_SENDER_DEVICE', 'senderUntrusted'],
]);

/** The SDK's reason, which is also what a row of the history has, in our words. */
export function undecryptableReason(code: string | null): UndecryptableReason {
  return reasons.get(code) ?? 'broken';
}
