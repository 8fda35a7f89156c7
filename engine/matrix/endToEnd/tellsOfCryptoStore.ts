/**
 * Requests that tell of keys and ratchets which this device must not forget: were they older after a power cut than what was said, keys
 * would be published, or places in a ratchet used, a second time (D5).
 */
export function tellsOfCryptoStore(path: string): boolean {
  return path.endsWith('/keys/upload') || path.includes('/sendToDevice/') || /^\/rooms\/[^/]+\/send\/m\.room\.encrypted\//.test(path);
}
