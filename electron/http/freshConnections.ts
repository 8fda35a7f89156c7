import type { FetchLike, OnFreshConnection } from './http.ts';

/** A pool of sockets of its own. */
export interface Connections {
  readonly fetch: FetchLike;
  readonly closeAll: () => Promise<void>;
}

/**
 * Chromium sends any request again, a POST too, when a connection that it used before is cut without an answer. A sign-in that
 * reached the server would then be done twice and leave a device that nobody knows, so it goes over sockets that are new.
 */
export function freshConnections(make: (number: number) => Connections): OnFreshConnection {
  const idle: Connections[] = [];
  let made = 0;
  return async (work) => {
    const own = idle.pop() ?? make(++made);
    try {
      await own.closeAll();
      return await work(own.fetch);
    } finally {
      idle.push(own);
    }
  };
}
