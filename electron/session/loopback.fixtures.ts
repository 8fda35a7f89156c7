import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpOver } from '../http/http.ts';
import type { HttpRequest } from '../http/http.ts';
import { base } from './session.fixtures.ts';
import type { FakeHomeserver } from './session.fixtures.ts';

/** What befalls an answer: it comes as it is, another one in its place, or none; `reaches`: the server does its work. */
export interface Fate {
  readonly reaches: boolean;
  readonly comes: 'itself' | 'nothing' | { readonly status: number; readonly json: unknown };
}

export const unharmed: Fate = { reaches: true, comes: 'itself' };

/** The server's answers go over a real connection from now on; `fateOf` decides what becomes of each. */
export async function overLoopback({ http }: FakeHomeserver, fateOf: (request: HttpRequest) => Fate): Promise<() => Promise<void>> {
  const { send } = http;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const { authorization } = incoming.headers;
    const request: HttpRequest = {
      method: incoming.method as HttpRequest['method'],
      url: `${base}${incoming.url ?? ''}`,
      ...(authorization !== undefined && { token: authorization.slice('Bearer '.length) }),
      ...(text !== '' && { body: JSON.parse(text) as unknown }),
    };
    const fate = fateOf(request);
    const real = fate.reaches ? await send(request) : null;
    if (fate.comes === 'nothing' || (fate.comes === 'itself' && !real)) return void incoming.socket.destroy();
    const { status, json } = fate.comes === 'itself' ? real! : fate.comes;
    outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = httpOver((url, init) => fetch(url.replace(base, `http://127.0.0.1:${port}`), init));
  http.send = client.send;
  return async () => {
    http.send = send;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
