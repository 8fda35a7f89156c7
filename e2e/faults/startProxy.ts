import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { freePort } from '../run/freePort.ts';
import { advertiseProxy } from './advertiseProxy.ts';
import type { Answer, Effect, Passing } from './exchange.ts';
import { forward, ServerUnreachable } from './forward.ts';
import { touches, type RequestMatch } from './matching.ts';
import { recorder, type Recorder } from './recorder.ts';

export interface Rule {
  readonly hits: () => number;
  readonly remove: () => void;
}

export interface Proxy extends Omit<Recorder, 'record' | 'finish'> {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** The rule added last is asked first; without a rule requests pass. */
  readonly on: (match: RequestMatch, effect: Effect, options?: { times?: number }) => Rule;
  readonly removeRules: () => void;
  /** What rules threw, which is a mistake of the test's and not a fault of the network. */
  readonly ruleErrors: () => readonly unknown[];
  /** Refuses connections and cuts those that are open, as a network that went away. */
  readonly goOffline: () => Promise<void>;
  readonly goOnline: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ProxyOptions {
  /** Speaks TLS with it. */
  readonly certificate?: { readonly key: string; readonly cert: string };
  /** How clients name it, where that is not its loopback address. */
  readonly origin?: string;
}

interface ActiveRule {
  readonly match: RequestMatch;
  readonly effect: Effect;
  readonly times: number;
  hits: number;
}

/** A proxy of our own in front of a homeserver, which passes everything and does harm on request. */
export async function startProxy(target: string, { certificate, origin }: ProxyOptions = {}): Promise<Proxy> {
  const { record, finish, ...recorded } = recorder();
  const agent = new Agent({ keepAlive: true });
  const port = await freePort();
  const url = origin ?? `http://127.0.0.1:${port}`;
  let rules: ActiveRule[] = [];
  const ruleErrors: unknown[] = [];

  const effectFor = (passing: Passing): Effect => {
    const rule = rules.findLast((one) => one.hits < one.times && touches(one.match, passing.record));
    if (rule === undefined) return (_, go) => go();
    rule.hits += 1;
    return rule.effect;
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const request = record(incoming, body);
    const gone = new AbortController();
    response.once('close', () => {
      if (response.writableFinished) return;
      gone.abort();
      if (request.outcome().kind === 'pending') finish(request, 'abandoned');
    });
    const passing: Passing = { record: request, target, headers: { ...incoming.headers }, body };
    const go = async () => advertiseProxy(await forward(passing, agent, gone.signal), target, url);
    const end = await effectFor(passing)(passing, go).catch((error: unknown): 'cut' => {
      // A server that cannot be reached looks to the client as it would without the proxy.
      if (!(error instanceof ServerUnreachable)) ruleErrors.push(error);
      return 'cut';
    });
    if (request.outcome().kind !== 'pending') return;
    finish(request, end);
    send(response, end);
  };

  const listener = (incoming: IncomingMessage, response: ServerResponse): void =>
    void serve(incoming, response).catch(() => incoming.destroy());
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const goOnline = () => new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', () => resolve()));
  const goOffline = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      sockets.forEach((socket) => socket.destroy());
    });

  await goOnline();
  return {
    ...recorded,
    url,
    port,
    on: (match, effect, { times = Infinity } = {}) => {
      const rule: ActiveRule = { match, effect, times, hits: 0 };
      rules.push(rule);
      return { hits: () => rule.hits, remove: () => void (rules = rules.filter((other) => other !== rule)) };
    },
    removeRules: () => void (rules = []),
    ruleErrors: () => ruleErrors,
    goOffline,
    goOnline,
    stop: async () => {
      agent.destroy();
      if (server.listening) await goOffline();
    },
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, end: Answer | 'cut'): void {
  if (end === 'cut') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(end.status, { ...end.headers, 'content-length': end.body.length });
  response.end(end.body);
}
