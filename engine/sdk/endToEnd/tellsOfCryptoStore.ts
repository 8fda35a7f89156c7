/**
 * Requests that tell of keys and ratchets which this device must not forget: were they older after a power cut than what was said, keys
 * would be published, or places in a ratchet used, a second time (D5).
 */
export function tellsOfCryptoStore(method: string, path: string): boolean {
  if (path.endsWith('/keys/upload') || path.includes('/sendToDevice/') || /^\/rooms\/[^/]+\/send\/m\.room\.encrypted\//.test(path))
    return true;
  // The account's own keys, and a new backup's: nobody could sign for the account any more, or open the backup (D12).
  return method === 'POST' && (path.endsWith('/keys/device_signing/upload') || path.endsWith('/room_keys/version'));
}
