import { session } from 'electron';
import type { Session } from 'electron';
import { freshConnections } from './freshConnections.ts';
import { httpOver } from './http.ts';
import type { FetchLike, Http } from './http.ts';
import { isSecure } from './serverName.ts';

/** Requests of main in sessions of their own that live in memory only: no cookies, no cache, no trace on disk. */
export function netHttp(): Http {
  let own: Session | undefined;
  const shared: FetchLike = (url, init) => fetchIn((own ??= memorySession('latchkey-sign-in')))(url, init);
  return httpOver(shared, freshConnections((number) => {
    const apart = memorySession(`latchkey-once-${number}`);
    return { fetch: fetchIn(apart), closeAll: () => apart.closeAllConnections() };
  }));
}

const fetchIn = (own: Session): FetchLike => (url, init) => own.fetch(url, { ...init, bypassCustomProtocolHandlers: true });

function memorySession(name: string): Session {
  const own = session.fromPartition(name, { cache: false });
  // A redirect must not take away the encryption that was asked for.
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isSecure(new URL(details.url)) }));
  return own;
}
