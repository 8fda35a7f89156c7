import { DecryptionFailureCode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { UndecryptableReason } from '../../../core/model/timeline.ts';

/** The SDK's reason in our words. */
export function undecryptableReason(code: DecryptionFailureCode | null): UndecryptableReason {
  switch (code) {
    case DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID:
    case DecryptionFailureCode.OLM_UNKNOWN_MESSAGE_INDEX:
      return 'keyNotYetHere';
    case DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP:
    case DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED:
    case DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP:
      return 'sentBeforeThisDevice';
    case DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED:
      return 'sentBeforeJoining';
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD:
      return 'withheld';
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE:
      return 'withheldFromUnverified';
    case DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED:
    case DecryptionFailureCode.UNSIGNED_SENDER_DEVICE:
    case DecryptionFailureCode.UNKNOWN_SENDER_DEVICE:
      return 'senderUntrusted';
    default:
      return 'broken';
  }
}
