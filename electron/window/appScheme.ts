import { protocol } from 'electron';
import type { Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { mediaScheme } from '../../core/features/media/mediaUrl.ts';
import { inPieces } from './inPieces.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Before the app is ready, and all at once. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    // Players ask for it in parts. No script may fetch it.
    { scheme: mediaScheme, privileges: { standard: true, secure: true, stream: true } },
  ]);
}

/** Serves one bundle to one session: `app://host/…` from its folder, nothing else. */
export function serveBundle(session: Session, host: string, folder: string, csp: string): void {
  session.protocol.handle('app', async (request) => {
    try {
      const url = new URL(request.url);
      const path = normalize(join(folder, decodeURIComponent(url.pathname)));
      if (url.host !== host || request.method !== 'GET' || !path.startsWith(folder + sep)) return new Response(null, { status: 404 });
      // Read whole: to open a file of the packed archive is to have Electron copy it into the temporary folder, and to need one.
      return new Response(inPieces(await readFile(path)), { headers: headersOf(path, csp) });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

function headersOf(path: string, csp: string): Record<string, string> {
  return {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': csp,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': extname(path) === '.html' ? 'no-cache' : 'max-age=31536000, immutable',
  };
}
