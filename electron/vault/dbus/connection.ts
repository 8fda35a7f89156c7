import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { decodeMessage, encodeCall } from './message.ts';
import type { DbusCall, DbusMessage } from './message.ts';

export class DbusError extends Error {
  readonly errorName: string;
  constructor(errorName: string, text: string) {
    super(`${errorName}: ${text}`);
    this.errorName = errorName;
  }
}

interface Waiting {
  readonly resolve: (body: readonly unknown[]) => void;
  readonly reject: (cause: Error) => void;
}

/** One connection to the session bus, for a few calls; nothing of it runs in libuv's thread pool. */
export class DbusConnection {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, Waiting>();
  private serial = 0;
  private incoming: Buffer = Buffer.alloc(0);
  onSignal: (signal: DbusMessage) => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  static async open(socketPath: string): Promise<DbusConnection> {
    const socket = createConnection(socketPath);
    const connection = new DbusConnection(socket);
    await connection.authenticate();
    await connection.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      iface: 'org.freedesktop.DBus',
      member: 'Hello',
    });
    return connection;
  }

  call(call: DbusCall): Promise<readonly unknown[]> {
    const serial = ++this.serial;
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) {
        reject(new Error('the bus is gone'));
        return;
      }
      this.waiting.set(serial, { resolve, reject });
      this.socket.write(encodeCall(call, serial));
    });
  }

  close(): void {
    this.socket.destroy();
    this.fail(new Error('closed'));
  }

  /** EXTERNAL: the kernel tells the bus who we are. */
  private authenticate(): Promise<void> {
    const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    return new Promise((resolve, reject) => {
      let answer = '';
      this.socket.once('error', reject);
      this.socket.once('close', () => reject(new Error('the bus closed the connection')));
      this.socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
      const read = (chunk: Buffer): void => {
        answer += chunk.toString('latin1');
        if (!answer.includes('\r\n')) return;
        this.socket.off('data', read);
        if (!answer.startsWith('OK ')) {
          reject(new Error('the bus refused us'));
          this.socket.destroy();
          return;
        }
        this.socket.write('BEGIN\r\n');
        this.listen();
        resolve();
      };
      this.socket.on('data', read);
    });
  }

  private listen(): void {
    this.socket.on('data', (chunk) => this.receive(chunk));
    this.socket.on('error', (cause) => this.fail(cause));
    this.socket.on('close', () => this.fail(new Error('the bus closed the connection')));
  }

  private receive(chunk: Buffer): void {
    this.incoming = Buffer.concat([this.incoming, chunk]);
    try {
      for (let next = decodeMessage(this.incoming); next; next = decodeMessage(this.incoming)) {
        this.incoming = this.incoming.subarray(next.length);
        this.take(next.message);
      }
    } catch (cause) {
      this.fail(cause instanceof Error ? cause : new Error(String(cause)));
      this.socket.destroy();
    }
  }

  private take(message: DbusMessage): void {
    if (message.kind === 'signal') this.onSignal(message);
    const waiting = this.waiting.get(message.replyTo);
    if (!waiting || message.kind === 'signal' || message.kind === 'call') return;
    this.waiting.delete(message.replyTo);
    if (message.kind === 'return') waiting.resolve(message.body);
    else waiting.reject(new DbusError(message.errorName, String(message.body[0] ?? '')));
  }

  private fail(cause: Error): void {
    for (const waiting of this.waiting.values()) waiting.reject(cause);
    this.waiting.clear();
  }
}

/** The socket of `DBUS_SESSION_BUS_ADDRESS`, else the user bus; null for transports that we do not speak. */
export function sessionBusSocket(env: NodeJS.ProcessEnv): string | null {
  const address = env.DBUS_SESSION_BUS_ADDRESS;
  if (!address) return env.XDG_RUNTIME_DIR ? `${env.XDG_RUNTIME_DIR}/bus` : null;
  for (const one of address.split(';')) {
    const match = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(one);
    if (match?.[2]) return (match[1] === 'abstract' ? '\0' : '') + decodeURIComponent(match[2]);
  }
  return null;
}
