import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixError } from 'matrix-js-sdk/lib/http-api/errors.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';

export type Content = Readonly<Record<string, unknown>>;

/** Nobody waits longer for one answer before they hear of it. */
const patience = { localTimeoutMs: 20_000 };

const pathOf = (client: MatrixClient, type: string): string => `/user/${encodeURIComponent(client.getSafeUserId())}/account_data/${encodeURIComponent(type)}`;

/** What the server holds now; null: nothing. */
export async function readAccountData(client: MatrixClient, type: string): Promise<Content | null> {
  try {
    const content: unknown = await client.http.authedRequest(Method.Get, pathOf(client, type), undefined, undefined, patience);
    return isRecord(content) ? content : null;
  } catch (cause) {
    if (cause instanceof MatrixError && cause.errcode === 'M_NOT_FOUND') return null;
    throw cause;
  }
}

/** The SDK's own way of writing waits for the echo by sync, and so for ever while the sync is held. */
export async function writeAccountData(client: MatrixClient, type: string, content: Content): Promise<void> {
  await client.http.authedRequest(Method.Put, pathOf(client, type), undefined, content as Record<string, unknown>, patience);
}

export const isRecord = (value: unknown): value is Content => typeof value === 'object' && value !== null && !Array.isArray(value);
