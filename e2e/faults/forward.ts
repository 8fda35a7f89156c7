import { request, type Agent } from 'node:http';
import type { Answer, Passing } from './exchange.ts';

// Hop-by-hop headers, and those that describe an encoding which the proxy has undone.
const DROPPED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'accept-encoding']);

export class ServerUnreachable extends Error {}

/** Passes the request to the server and answers its whole answer. Rejects with `ServerUnreachable` alone. */
export function forward(passing: Passing, agent: Agent, signal: AbortSignal): Promise<Answer> {
  const { record, target, body } = passing;
  const url = `${target}${record.path}${record.query === '' ? '' : `?${record.query}`}`;
  const headers = Object.fromEntries(Object.entries(passing.headers).filter(([name]) => !DROPPED.has(name)));
  return new Promise((resolve, rejectWith) => {
    const reject = (cause: Error): void => rejectWith(new ServerUnreachable(cause.message, { cause }));
    const outgoing = request(
      url,
      { method: record.method, agent, signal, headers: { ...headers, 'content-length': body.length } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => {
          const kept = Object.entries(incoming.headers).filter(([name]) => !DROPPED.has(name));
          resolve({
            status: incoming.statusCode ?? 502,
            headers: Object.fromEntries(kept),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
