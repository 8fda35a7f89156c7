import { createConnection } from 'node:net';

const UNLOCK = 1;
const RESULTS = ['ok', 'denied', 'failed', 'noDaemon'] as const;
export type ControlResult = (typeof RESULTS)[number];

/**
 * What `pam_gnome_keyring` says to the daemon at login: unlock the login collection with this password, no prompter.
 * Source: gnome-keyring `daemon/control/gkd-control-server.c` (one credentials byte, then length-prefixed packets).
 */
export function unlockByControlSocket(socketPath: string, password: string): Promise<ControlResult> {
  const text = Buffer.from(password, 'utf8');
  const packet = Buffer.concat([uint32(12 + text.length), uint32(UNLOCK), uint32(text.length), text]);
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath);
    const chunks: Buffer[] = [];
    socket.setTimeout(10_000, () => socket.destroy(new Error('the keyring did not answer')));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.write(Buffer.from([0]));
      socket.write(packet);
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const answer = Buffer.concat(chunks);
      if (answer.length < 8) return;
      socket.destroy();
      resolve(RESULTS[answer.readUInt32BE(4)] ?? 'failed');
    });
    socket.once('close', () => reject(new Error('the keyring closed its control socket')));
  });
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}
