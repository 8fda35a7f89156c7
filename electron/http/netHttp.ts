import { session } from 'electron';
import type { Session } from 'electron';
import { freshConnections } from './freshConnections.ts';
import { httpOver } from './http.ts';
import type { FetchLike, Http } from './http.ts';
import { mayGoOn } from './redirects.ts';

/** Requests of main in sessions of their own that live in memory only: no cookies, no cache, no trace on disk. */
export function netHttp(): Http {
  let own: Session | undefined;
  const shared: FetchLike = (url, init) => fetchIn((own ??= memorySession('latchkey-sign-in')))(url, init);
  return httpOver(
    shared,
    freshConnections((number) => {
      const apart = memorySession(`latchkey-once-${number}`);
      return { fetch: fetchIn(apart), closeAll: () => apart.closeAllConnections() };
    }),
  );
}

const fetchIn =
  (own: Session): FetchLike =>
  (url, init) =>
    own.fetch(url, { ...init, bypassCustomProtocolHandlers: true });

function memorySession(name: string): Session {
  const own = session.fromPartition(name, { cache: false });
  // A request keeps its number through its redirects.
  const begun = new Map<number, string>();
  own.webRequest.onBeforeRequest(({ id, url }, answer) => {
    const first = begun.get(id) ?? url;
    begun.set(id, first);
    answer({ cancel: !mayGoOn(new URL(first), new URL(url)) });
  });
  own.webRequest.onCompleted(({ id }) => void begun.delete(id));
  own.webRequest.onErrorOccurred(({ id }) => void begun.delete(id));
  return own;
}
