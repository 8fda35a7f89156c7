import { net, session } from 'electron';
import type { ClientRequest } from 'node:http';
import type { Ask } from './ask.ts';

/** Requests of their own: no cookies, no cache, no sign-in of a proxy, nothing on disk. */
export function netAsk(): Ask {
  const own = session.fromPartition('latchkey-updates', { cache: false });
  return (options, onResponse) => {
    const { protocol, hostname, port, path, headers } = options;
    const request = net.request({
      method: 'GET',
      protocol: protocol === 'http:' ? 'http:' : 'https:',
      hostname: hostname ?? '',
      ...(port && { port: Number(port) }),
      path: path ?? '/',
      headers: headers as Record<string, string>,
      session: own,
      credentials: 'omit',
      redirect: 'manual',
    });
    request.on('response', onResponse as never);
    return request as unknown as ClientRequest;
  };
}
