import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';

export interface SwitchableServer {
  readonly goOnline: () => Promise<void>;
  /** Refuses connections and cuts those that are open, as a network that went away. */
  readonly goOffline: () => Promise<void>;
}

export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

export function switchableServer(port: number, listener: RequestListener, certificate: KeyAndCertificate | undefined): SwitchableServer {
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    goOnline: () => new Promise((resolve) => void server.listen(port, '127.0.0.1', () => resolve())),
    goOffline: () =>
      new Promise((resolve) => {
        // Answers with an error, and at once, where it was offline already.
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}
