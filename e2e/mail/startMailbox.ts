import { createServer, type Socket } from 'node:net';
import { freePort } from '../run/freePort.ts';
import { waitUntil } from '../run/waitUntil.ts';

export interface Mailbox {
  /** Synapse's `email` section: it sends everything here. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The first web address in the newest e-mail to this person. */
  readonly newestLink: (address: string) => Promise<string>;
  readonly count: () => number;
  readonly stop: () => Promise<void>;
}

interface Mail {
  readonly to: string;
  readonly text: string;
}

/** An SMTP server on loopback that takes every e-mail and sends none on. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    talk(socket, (mail) => mails.push(mail));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    config: { smtp_host: '127.0.0.1', smtp_port: port, enable_tls: false, notif_from: 'Test server <server@localhost>' },
    newestLink: (address) => waitUntil(`an e-mail to ${address}`, () => linkIn(mails.findLast(({ to }) => to === address)?.text ?? '')),
    count: () => mails.length,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** RFC 5321, as far as a client that only delivers needs it. */
function talk(socket: Socket, deliver: (mail: Mail) => void): void {
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  let to = '';
  let text: string[] | null = null;
  let rest = '';
  const hear = (line: string): void => {
    if (text) {
      if (line !== '.') return void text.push(line.replace(/^\./, ''));
      deliver({ to, text: text.join('\n') });
      text = null;
      return say('250 kept');
    }
    const command = line.slice(0, 4).toUpperCase();
    if (command === 'RCPT') to = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (command === 'DATA') {
      text = [];
      return say('354 go on');
    }
    say(command === 'QUIT' ? '221 bye' : '250 localhost');
    if (command === 'QUIT') socket.end();
  };
  socket.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  say('220 localhost');
}

/** In the part that is plain text, encoded as e-mails are. */
function linkIn(mail: string): string | undefined {
  const parts = mail.split(/\n\n/);
  const decoded = parts.map((part) => (/^[A-Za-z0-9+/=\s]+$/.test(part) ? Buffer.from(part, 'base64').toString('utf8') : unquoted(part)));
  return /https?:\/\/[^\s"<>]+/.exec(decoded.join('\n').replaceAll('&amp;', '&'))?.[0];
}

const unquoted = (text: string): string =>
  text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
