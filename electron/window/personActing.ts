import type { WebContents } from 'electron';

/** A world beside the page's own: what the page does to its `navigator` does not reach it. */
const ownWorld = 1_077;

/** Chromium's "transient activation": a click or a key in the last seconds, by hand or by an assistive technology. */
export async function isPersonActing(contents: WebContents | null): Promise<boolean> {
  if (!contents || contents.isDestroyed()) return false;
  const active: unknown = await contents.executeJavaScriptInIsolatedWorld(ownWorld, [{ code: 'navigator.userActivation.isActive' }]);
  return active === true;
}
