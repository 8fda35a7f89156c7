/**
 * Whose signature a feed must bear: Ed25519 public keys in base64, as `npm run sign-feed -- --new-key FILE` prints them. Two slots, so that
 * a key can be replaced: the next one is put in beside the current one in a release that the current one signs, and takes over in a later
 * release. Without any, this build has no updates.
 */
const slots: { readonly current: string | null; readonly next: string | null } = { current: null, next: null };

export const pinnedKeys: readonly string[] = [slots.current, slots.next].filter((key) => key !== null);
