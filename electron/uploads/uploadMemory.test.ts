import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { AccessToken } from '../../core/ids.ts';
import { FilesToSend } from './filesToSend.ts';
import { postFile } from './postFile.ts';
import { Uploader } from './uploader.ts';

const megabyte = 1_048_576;
const length = 200 * megabyte;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is held: Buffers, which lie outside of the heap, and the heap itself. When garbage is collected is the engine's to choose. */
function inUse(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test(
  '200 MB are sealed, encrypted and sent through a real connection with less than 40 MB more in memory',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-memory-'));
    let received = 0;
    const server = createServer((request, response) => {
      request.on('data', (piece: Buffer) => (received += piece.length));
      request.on('end', () => response.end('{"content_uri":"mxc://hs.test/abc"}'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const key = randomBytes(32);
      const files = new FilesToSend({ place: () => ({ folder, key }) });
      const id = '0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a01';
      const piece = randomBytes(megabyte);
      const before = inUse();
      let most = 0;
      let looks = 0;
      const look = (): void => {
        if (looks++ % 16 === 0) most = Math.max(most, inUse() - before);
      };
      for (let at = 0; at < length; at += megabyte) {
        await files.keep({ id, at, bytes: piece, isLast: at + megabyte === length });
        look();
      }
      const uploader = new Uploader({
        files,
        post: postFile,
        credentials: { account: { homeserver: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } as never, epoch: 1 },
        gate: {
          listen: (hear) => {
            hear({ is: 'open', credentials: { epoch: 1, accessToken: 't' as AccessToken }, retry: true });
            return () => undefined;
          },
        },
        judged: () => undefined,
        onProgress: look,
        limitBytes: () => null,
      });
      await uploader.upload({ id, isEncrypted: true, mime: 'video/mp4', name: 'x' });
      expect(received).toBe(length);
      expect(looks).toBeGreaterThan(400);
      expect(most).toBeLessThan(40 * megabyte);
    } finally {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    }
  },
);
