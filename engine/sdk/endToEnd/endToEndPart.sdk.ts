import type { SyncCryptoChanges } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import type { IToDeviceEvent } from 'matrix-js-sdk/lib/sync-accumulator.js';
import { isUserId } from '../answers/identifiers.sdk.ts';
import { field, isObject, isUnsafeName } from '../../../core/read/json.ts';

interface EndToEndPart {
  readonly changes: SyncCryptoChanges;
  /** The server says it once: what is lost of it is lost for good. Counts of keys it says with every answer. */
  readonly saidOnce: boolean;
  readonly dropped: number;
}

/**
 * What of a sync answer is the crypto module's, without what it cannot parse: one such ID, and it refuses all room keys beside it (K9).
 */
export function endToEndPart(answer: unknown): EndToEndPart {
  let dropped = 0;
  const sifted = <T>(list: unknown, fits: (one: unknown) => one is T): T[] => {
    if (!Array.isArray(list)) return [];
    const good = list.filter(fits);
    dropped += list.length - good.length;
    return good;
  };
  const toDeviceEvents = sifted(field(field(answer, 'to_device'), 'events'), isToDeviceEvent);
  const lists = field(answer, 'device_lists');
  const deviceLists = { changed: sifted(field(lists, 'changed'), isUserId), left: sifted(field(lists, 'left'), isUserId) };
  const counts = field(answer, 'device_one_time_keys_count');
  const fallback =
    field(answer, 'device_unused_fallback_key_types') ?? field(answer, 'org.matrix.msc2732.device_unused_fallback_key_types');
  return {
    changes: {
      toDeviceEvents,
      deviceLists,
      // No count means that there are none (CS "Extensions to /sync").
      oneTimeKeysCounts: isObject(counts) ? Object.fromEntries(Object.entries(counts).filter(isCount)) : {},
      // A missing list means that the server knows no fallback keys; an odd one is no list.
      unusedFallbackKeys: Array.isArray(fallback) ? sifted(fallback, (name) => typeof name === 'string') : undefined,
    },
    saidOnce: toDeviceEvents.length + deviceLists.changed.length + deviceLists.left.length > 0,
    dropped,
  };
}

function isToDeviceEvent(event: unknown): event is IToDeviceEvent {
  if (!isObject(event) || typeof event.type !== 'string' || typeof event.sender !== 'string' || !isObject(event.content)) return false;
  return !isUnsafeName(event.sender) && !isUnsafeName(event.room_id) && !isUnsafeName(event.event_id);
}

function isCount(entry: [string, unknown]): entry is [string, number] {
  return Number.isSafeInteger(entry[1]) && (entry[1] as number) >= 0;
}
