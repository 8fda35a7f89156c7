import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Somebody outside who writes down whoever so much as knocks, by TCP or UDP. */
export interface Trap {
  /** `127.0.0.1:PORT`, the same port for both. */
  readonly address: string;
  readonly knocks: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function startTrap(): Promise<Trap> {
  const knocks: string[] = [];
  const tcp = createServer((socket) => {
    knocks.push('tcp');
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      knocks.push(data.toString('latin1').split('\r\n')[0] ?? '');
      socket.end('HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4', () => knocks.push('udp'));
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${port}`,
    knocks: () => knocks,
    close: async () => {
      udp.close();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}
