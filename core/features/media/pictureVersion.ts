import { readMxc } from './mediaSource.ts';

/**
 * Tells one picture of a person or room from another, and says nothing of where it lies. Whoever makes two that look the same shows only
 * their own. Null: there is none.
 */
export function pictureVersion(mxc: unknown): string | null {
  if (typeof mxc !== 'string' || !readMxc(mxc)) return null;
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < mxc.length; at++) {
    const sign = mxc.charCodeAt(at);
    one = Math.imul(one ^ sign, 0x9e3779b1);
    other = Math.imul(other ^ sign, 0x5f356495);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ other;
  other = Math.imul(other ^ (other >>> 13), 0xc2b2ae35) ^ one;
  return (one >>> 0).toString(36) + (other >>> 0).toString(36);
}
