import type { openLive } from './sdk/openLive.sdk.ts';

export type OpenLive = typeof openLive;

const atLatestMs = 150;

/** Painting from the snapshot comes first; but a store that waits for its key (before a sign-in) leaves time for the scripts. */
export async function loadSdk(snapshot: Promise<unknown>): Promise<OpenLive> {
  await Promise.race([snapshot, new Promise((resolve) => setTimeout(resolve, atLatestMs))]);
  const [sdk] = await Promise.all([import('./sdk/openLive.sdk.ts'), import('./sdk/wasm.sdk.ts')]);
  return sdk.openLive;
}
