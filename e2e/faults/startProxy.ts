import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from '../run/freePort.ts';
import { advertiseProxy } from './advertiseProxy.ts';
import type { Answer, Passing } from './exchange.ts';
import { forward, ServerUnreachable } from './forward.ts';
import { recorder, type Recorder } from './recorder.ts';
import { ruleBook, type Rules } from './ruleBook.ts';
import { switchableServer, type KeyAndCertificate, type SwitchableServer } from './switchableServer.ts';

export interface Proxy extends Omit<Recorder, 'record' | 'finish'>, Rules, SwitchableServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** What rules threw, which is a mistake of the test's and not a fault of the network. */
  readonly ruleErrors: () => readonly unknown[];
  readonly stop: () => Promise<void>;
}

export interface ProxyOptions {
  /** Speaks TLS with it. */
  readonly certificate?: KeyAndCertificate;
  /** How clients name it, where that is not its loopback address. */
  readonly origin?: string;
}

/** A proxy of our own in front of a homeserver, which passes everything and does harm on request. */
export async function startProxy(target: string, { certificate, origin }: ProxyOptions = {}): Promise<Proxy> {
  const { record, finish, ...recorded } = recorder();
  const { effectFor, ...rules } = ruleBook();
  const agent = new Agent({ keepAlive: true });
  const port = await freePort();
  const url = origin ?? `http://127.0.0.1:${port}`;
  const ruleErrors: unknown[] = [];

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
    const end = await effectFor(request)(passing, go).catch((error: unknown): 'cut' => {
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
  const server = switchableServer(port, listener, certificate);
  await server.goOnline();
  const stop = async (): Promise<void> => {
    agent.destroy();
    await server.goOffline();
  };
  return { ...recorded, ...rules, ...server, url, port, ruleErrors: () => ruleErrors, stop };
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
