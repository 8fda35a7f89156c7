import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { awaitsDecryption } from './shownEvents.ts';

/** Tries the keys of these events, also of the edits that change them; resolves when all were tried, or after `atMostMs`. */
export async function decryptEvents(client: MatrixClient, events: readonly (MatrixEvent | undefined)[], atMostMs: number): Promise<void> {
  const waiting = events.flatMap((event) => (event ? [event, event.replacingEvent()] : [])).filter((event) => event !== null && awaitsDecryption(event));
  if (waiting.length === 0 || !client.getCrypto()) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMostMs);
  });
  await Promise.race([limit, Promise.allSettled(waiting.map((event) => client.decryptEventIfNeeded(event!)))]);
  clearTimeout(timer);
}
