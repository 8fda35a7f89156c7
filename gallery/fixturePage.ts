import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { emojiData } from '../scripts/emojiData.mjs';
import { cacheFolder, root } from '../scripts/root.mjs';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface FixturePage {
  /** The address of one fixture. */
  readonly addressOf: (name: string) => string;
  readonly close: () => void;
}

/** The page as it ships, with what lies in `source` in the place of main and engine; served to this computer only. */
export async function serveFixturePage(source = 'renderer/fixtures'): Promise<FixturePage> {
  const built = join(cacheFolder, 'fixturePage', source);
  await buildFixturePage(source, built);
  const server = createServer((request, response) => {
    const path = normalize(join(built, new URL(request.url ?? '/', 'http://localhost').pathname));
    readFile(path.startsWith(built + sep) ? path : built).then(
      (body) => response.writeHead(200, headersOf(path)).end(body),
      () => response.writeHead(404).end(),
    );
  });
  const port = await listen(server);
  return {
    // Where only the part behind the # differs, nothing is loaded anew.
    addressOf: (name) => `http://127.0.0.1:${port}/index.html?${name}#${name}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What is named by its content is compiled once for all screens. */
function headersOf(path: string): Record<string, string> {
  const caching = extname(path) === '.html' ? 'no-store' : 'max-age=31536000, immutable';
  return { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'cache-control': caching };
}

async function buildFixturePage(source: string, built: string): Promise<void> {
  await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: join(root, source),
    base: './',
    plugins: [react(), emojiData],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: built,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 8_000,
    },
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}
