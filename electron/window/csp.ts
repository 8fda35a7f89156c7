const shared = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

/** The page draws what strangers wrote: no network at all. Files of messages come from main, under names of our own (`core/features/media/mediaUrl.ts`). */
export const pageCsp = `${shared}; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: media:; media-src media:; connect-src 'none'`;

/** The engine may talk to its own files and to the account's homeserver. */
export function engineCsp(homeserver: string): string {
  return `${shared}; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' ${new URL(homeserver).origin}`;
}
