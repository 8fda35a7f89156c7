import type { openSdk } from './sdk/openSdk.sdk.ts';

export type OpenSdk = typeof openSdk;

const atLatestMs = 150;

/** Painting from the snapshot comes first; but a store that waits for its key (before a sign-in) leaves time for the scripts. */
export async function loadSdk(snapshot: Promise<unknown>): Promise<OpenSdk> {
  await Promise.race([snapshot, new Promise((resolve) => setTimeout(resolve, atLatestMs))]);
  const [sdk] = await Promise.all([import('./sdk/openSdk.sdk.ts'), import('./sdk/wasm.sdk.ts')]);
  return sdk.openSdk;
}
