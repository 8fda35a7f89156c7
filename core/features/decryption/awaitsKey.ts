import type { EventRow } from '../history/rows.ts';

/** Codes of the SDK's that speak of a key that is not there, or begins too late. */
const ofKeys: ReadonlySet<string | null> = new Set([
  'MEGOLM_UNKNOWN_INBOUND_SESSION_ID',
  'OLM_UNKNOWN_MESSAGE_INDEX',
  'MEGOLM_KEY_WITHHELD',
  'MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE',
  'HISTORICAL_MESSAGE_NO_KEY_BACKUP',
  'HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED',
  'HISTORICAL_MESSAGE_WORKING_BACKUP',
  'HISTORICAL_MESSAGE_USER_NOT_JOINED',
]);

/** Whether the word that a key has come can mean anything for it. */
export const awaitsKey = ({ state, reason }: EventRow): boolean => state === 'untried' || (state === 'failed' && ofKeys.has(reason));
