import { MatrixError } from 'matrix-js-sdk/lib/http-api/errors.js';
import { ServerSideSecretStorageImpl } from 'matrix-js-sdk/lib/secret-storage.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';

type Content = Record<string, unknown>;

/** A server's account data behind a client that has nothing else; `onWrite` may fail a write, or do what another device does just then. */
export class FakeAccountData {
  readonly stored = new Map<string, Content>();
  /** Types, in the order in which they were written. */
  readonly writes: string[] = [];
  onWrite: (type: string, count: number) => void = () => undefined;
  /** Says yes, and keeps nothing. */
  deaf = false;
  /** What the sync has told: as far as a client knows without asking. */
  readonly told = new Map<string, Content>();

  readonly client = {
    getSafeUserId: () => '@alice:example.org',
    getAccountData: (type: string) => (this.told.has(type) ? { getContent: () => this.told.get(type) } : undefined),
    http: { authedRequest: (method: string, path: string, _query: unknown, body: Content) => this.answer(method, path, body) },
    secretStorage: new ServerSideSecretStorageImpl({} as never, {}),
  } as unknown as MatrixClient;

  private answer(method: string, path: string, body: Content): Promise<Content> {
    const type = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
    if (method === 'PUT') return this.write(type, body);
    const content = this.stored.get(type);
    return content ? Promise.resolve(structuredClone(content)) : Promise.reject(new MatrixError({ errcode: 'M_NOT_FOUND' }, 404));
  }

  private async write(type: string, body: Content): Promise<Content> {
    this.writes.push(type);
    if (!this.deaf) this.stored.set(type, structuredClone(body));
    this.onWrite(type, this.writes.length);
    return {};
  }
}
