import { session } from 'electron';
import { httpOver } from './http.ts';
import type { Http } from './http.ts';

/** Requests of main in a session of their own that lives in memory only: no cookies, no cache, no trace on disk. */
export function netHttp(): Http {
  const own = session.fromPartition('latchkey-sign-in', { cache: false });
  return httpOver((url, init) => own.fetch(url, { ...init, bypassCustomProtocolHandlers: true }));
}
