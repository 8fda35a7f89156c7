import { session } from 'electron';
import type { Session } from 'electron';
import { httpOver } from './http.ts';
import type { Http } from './http.ts';
import { isSecure } from './serverName.ts';

/** Requests of main in a session of their own that lives in memory only: no cookies, no cache, no trace on disk. */
export function netHttp(): Http {
  let own: Session | undefined;
  return httpOver((url, init) => {
    own ??= memorySession();
    return own.fetch(url, { ...init, bypassCustomProtocolHandlers: true });
  });
}

function memorySession(): Session {
  const own = session.fromPartition('latchkey-sign-in', { cache: false });
  // A redirect must not take away the encryption that was asked for.
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isSecure(new URL(details.url)) }));
  return own;
}
