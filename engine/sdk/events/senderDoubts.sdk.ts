import { CryptoEvent, EventShieldReason } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { SenderDoubt } from '../../../core/features/timeline/model.ts';

/** What the crypto store says of each event that has been asked about, for good; null: nothing against its sender. */
const known = new WeakMap<MatrixEvent, SenderDoubt | null>();
/** Nobody knew the owner of the device: at how many changes of devices that was. Such a change may tell. */
const ownerless = new WeakMap<MatrixEvent, number>();
const deviceChanges = new WeakMap<MatrixClient, { count: number }>();

/** As far as is known now; what has not been asked about is shown without a mark for that moment. */
export function doubtOf(event: MatrixEvent): SenderDoubt | null {
  return known.get(event) ?? null;
}

/**
 * Asks whose device encrypted these events: a server can put anybody's name on what somebody else has encrypted (CVE-2025-48937), and the
 * SDK decrypts it all the same. One after the other, behind what is on show. Resolves to whether something was found.
 */
export async function askForDoubts(client: MatrixClient, events: readonly MatrixEvent[]): Promise<boolean> {
  const crypto = client.getCrypto();
  if (!crypto) return false;
  const changes = changesOf(client);
  let found = false;
  for (const event of events.toReversed()) {
    if (
      known.has(event) ||
      ownerless.get(event) === changes.count ||
      !event.isEncrypted() ||
      event.status !== null ||
      !event.getClearContent() ||
      event.isDecryptionFailure()
    )
      continue;
    const { count } = changes;
    const info = await crypto.getEncryptionInfoForEvent(event);
    if (!info) continue;
    const doubt = doubtIn(info.shieldReason);
    if (doubt !== null || tellsOwner(info.shieldReason)) known.set(event, doubt);
    else ownerless.set(event, count);
    found ||= doubt !== null;
  }
  return found;
}

function doubtIn(reason: EventShieldReason | null): SenderDoubt | null {
  return reason === EventShieldReason.MISMATCHED_SENDER || reason === EventShieldReason.MISMATCHED_SENDER_KEY ? 'otherSender' : null;
}

/** The other reasons say that the device's owner is the sender; these, that nobody knows the device (yet), and whose it is. */
function tellsOwner(reason: EventShieldReason | null): boolean {
  return (
    reason !== EventShieldReason.UNKNOWN_DEVICE &&
    reason !== EventShieldReason.AUTHENTICITY_NOT_GUARANTEED &&
    reason !== EventShieldReason.UNKNOWN
  );
}

function changesOf(client: MatrixClient): { readonly count: number } {
  let changes = deviceChanges.get(client);
  if (!changes) {
    const counted = { count: 0 };
    client.on(CryptoEvent.DevicesUpdated, () => (counted.count += 1));
    deviceChanges.set(client, counted);
    changes = counted;
  }
  return changes;
}
