import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';

/** All room keys of this device as the JSON of a key export (CS "Key export format"); null: there are none. */
export async function exportRoomKeys(client: MatrixClient): Promise<string | null> {
  const crypto = client.getCrypto();
  if (!crypto) throw new Error('the crypto store is not open');
  const sessions = await crypto.exportRoomKeysAsJson();
  return sessions === '[]' ? null : sessions;
}
