import type { AccessToken } from '../../core/ids.ts';
import { Gate } from './gate.ts';
import type { ReportToken } from './gate.ts';
import { GatedFetch } from './gatedFetch.ts';

export const home = 'https://hs.test';
export const syncUrl = `${home}/_matrix/client/v3/sync?timeout=30000&since=s1`;
export const soft = { status: 401, body: { errcode: 'M_UNKNOWN_TOKEN', error: 'expired', soft_logout: true } };

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly type?: string;
  readonly url?: string;
}
interface Seen {
  readonly url: URL;
  readonly token: string | null;
  readonly init: RequestInit;
}

/** A server whose answers the test gives, one request after the other. */
function fakeServer() {
  const seen: Seen[] = [];
  const open: { answer: (answer: Answer) => void; respond: (response: Response) => void; cut: (cause: Error) => void }[] = [];
  const fetch = (url: URL, init: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      seen.push({ url: new URL(url), token: new Headers(init.headers).get('Authorization'), init });
      init.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      open.push({
        answer: ({ status, body, type, url: from }) => {
          const text = typeof body === 'string' ? body : JSON.stringify(body ?? { next_batch: 's2' });
          const response = new Response(text, { status, headers: { 'Content-Type': type ?? 'application/json' } });
          if (from) Object.defineProperty(response, 'url', { value: from });
          // A clone must keep the address too, as a real one does.
          resolve(response);
        },
        respond: resolve,
        cut: reject,
      });
    });
  return { seen, open, fetch };
}

export function setUp() {
  const reports: Parameters<ReportToken>[0][] = [];
  const gate = new Gate((report) => reports.push(report));
  const server = fakeServer();
  const gated = new GatedFetch(home, gate, server.fetch);
  const authed = (url: string, init: RequestInit = {}) =>
    gated.fetch(url, { ...init, headers: { Authorization: 'Bearer placeholder', ...init.headers } });
  const open = (epoch: number, retry = true) =>
    gate.move({ is: 'open', credentials: { epoch, accessToken: `t${epoch}` as AccessToken }, retry });
  return { reports, gate, gated, server, authed, open };
}

/** Lets everything that can go on, go on. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
