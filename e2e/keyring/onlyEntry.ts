import { waitUntil } from '../run/waitUntil.ts';
import type { KeyringItem } from './secretService.ts';
import type { Keyring } from './startKeyring.ts';

/** The one entry of a signed-in app, once the one that only helped with signing in is gone. */
export async function onlyEntry(keyring: Keyring): Promise<KeyringItem & { readonly secret: string }> {
  return waitUntil('one entry in the keychain', async () => {
    const items = await keyring.items();
    const [entry] = items;
    if (items.length !== 1 || entry?.secret === undefined || !entry.account.startsWith('@')) return undefined;
    return { ...entry, secret: entry.secret };
  });
}
