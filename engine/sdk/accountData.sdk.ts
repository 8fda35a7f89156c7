import type { IHttpOpts } from 'matrix-js-sdk/lib/http-api/interface.js';
import { MatrixError } from 'matrix-js-sdk/lib/http-api/errors.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import type { MatrixHttpApi } from 'matrix-js-sdk/lib/http-api/index.js';

export type Http = MatrixHttpApi<IHttpOpts & { onlyData: true }>;
export type Content = Readonly<Record<string, unknown>>;

/** Whose account data, and the way to it. */
export interface OwnData {
  readonly http: Http;
  readonly userId: string;
}

/** The longest wait for one answer before people hear of it. */
const patience = { localTimeoutMs: 20_000 };

const pathOf = ({ userId }: OwnData, type: string): string =>
  `/user/${encodeURIComponent(userId)}/account_data/${encodeURIComponent(type)}`;

/** What the server holds now; null: nothing. */
export async function readAccountData(own: OwnData, type: string): Promise<Content | null> {
  try {
    const content: unknown = await own.http.authedRequest(Method.Get, pathOf(own, type), undefined, undefined, patience);
    return isRecord(content) ? content : null;
  } catch (cause) {
    if (cause instanceof MatrixError && cause.errcode === 'M_NOT_FOUND') return null;
    throw cause;
  }
}

/** The SDK's own way of writing waits for the echo by sync, and so for ever while the sync is held. */
export async function writeAccountData(own: OwnData, type: string, content: object): Promise<void> {
  await own.http.authedRequest(Method.Put, pathOf(own, type), undefined, content, patience);
}

export const isRecord = (value: unknown): value is Content => typeof value === 'object' && value !== null && !Array.isArray(value);
