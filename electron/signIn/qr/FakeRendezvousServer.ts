import type { FakeHttp } from '../../http/FakeHttp.ts';
import type { HttpAnswer, HttpRequest } from '../../http/http.ts';

/** Rendezvous sessions as Synapse keeps them, and what the device that scanned does with the newest. */
export class FakeRendezvousServer {
  readonly deleted: string[] = [];
  /** Sessions that live; a path that is not in it answers 404. */
  readonly texts = new Map<string, { text: string; version: number }>();
  private count = 0;
  private readonly http: FakeHttp;

  constructor(http: FakeHttp) {
    this.http = http
      .on('/_matrix/client/versions', () => ({ json: { versions: ['v1.11'], unstable_features: { 'org.matrix.msc4108': true } } }))
      .on('/_matrix/client/unstable/org.matrix.msc4108/rendezvous', () => this.create());
  }

  get created(): number {
    return this.count;
  }

  /** What the other device reads, once it is not `seen` any more. */
  async read(path: string, seen: string): Promise<string> {
    for (let turn = 0; turn < 1000; turn++) {
      const text = this.texts.get(path)?.text ?? '';
      if (text !== seen && text !== '') return text;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error('nothing new was left there');
  }

  write(path: string, text: string): void {
    const session = this.texts.get(path);
    if (session) this.texts.set(path, { text, version: session.version + 1 });
  }

  private create(): Partial<HttpAnswer> {
    const path = `/rendezvous/${++this.count}`;
    this.texts.set(path, { text: '', version: 0 });
    this.http.on(path, (request) => this.answer(path, request));
    return { status: 201, json: { url: `https://hs.test${path}` }, etag: '"0"' };
  }

  private answer(path: string, { method, text, ifMatch, ifNoneMatch }: HttpRequest): Partial<HttpAnswer> {
    const session = this.texts.get(path);
    if (!session) return { status: 404 };
    const etag = `"${session.version}"`;
    if (method === 'DELETE') {
      this.texts.delete(path);
      this.deleted.push(path);
      return { status: 204 };
    }
    if (method === 'GET') return ifNoneMatch === etag ? { status: 304, etag } : { text: session.text, etag };
    if (ifMatch !== etag) return { status: 412 };
    this.write(path, text ?? '');
    return { status: 202, etag: `"${session.version + 1}"` };
  }
}
