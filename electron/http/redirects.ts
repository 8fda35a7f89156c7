import { isInside, isSecure } from './serverName.ts';

/**
 * A redirect must neither take away the encryption that was asked for, nor lead from the internet to what runs here (S-7). `first`: what
 * was asked for.
 */
export function mayGoOn(first: URL, next: URL): boolean {
  return isSecure(next) && (!isInside(next.hostname) || isInside(first.hostname));
}
