import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { feedName } from '../../core/features/updates/feedText.ts';
import type { Ask } from './ask.ts';

const root = resolve(import.meta.dirname, '../..');
export const name = feedName(process.platform, process.arch);
/** What the application asks with, by Node's own network. */
export const nodeAsk: Ask = (options, onResponse) => httpRequest({ ...options, agent: false }, onResponse);

function signFeed(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts/signFeed.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}

export interface TestKey {
  readonly file: string;
  readonly publicKey: string;
}

export interface LocalFeed {
  readonly base: URL;
  /** Lies under the server; whatever is in it is served. */
  readonly folder: string;
  readonly newKey: (name: string) => TestKey;
  /** By the script that the release machine runs. */
  readonly sign: (
    key: TestKey,
    version: string,
    options?: { readonly notes?: string; readonly days?: number; readonly issued?: string; readonly files?: readonly string[] },
  ) => void;
  /** Puts itself before the files. */
  answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

/** What the release machine's script does, in this folder. */
function signing(folder: string): Pick<LocalFeed, 'newKey' | 'sign'> {
  return {
    newKey: (own) => {
      const file = join(folder, `${own}.pem`);
      return { file, publicKey: signFeed(['--new-key', file]) };
    },
    sign: (key, version, { notes, days = 30, issued, files = [`Latchkey-${version}.AppImage`] } = {}) => {
      const notesFile = join(folder, 'notes.txt');
      writeFileSync(notesFile, notes ?? 'What is new.');
      const told = [
        '--app-version',
        version,
        '--notes',
        notesFile,
        '--days',
        `${days}`,
        ...(issued === undefined ? [] : ['--issued', issued]),
      ];
      signFeed([join(folder, name), ...files.map((file) => join(folder, file)), ...told], { LATCHKEY_FEED_KEY_FILE: key.file });
    },
  };
}

/** A static server of loopback with what the real script has signed. */
export async function startLocalFeed(): Promise<LocalFeed> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-feed-'));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    requests.push(path);
    if (feed.answer?.(request, response)) return;
    try {
      const bytes = readFileSync(join(folder, path));
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    } catch {
      response.writeHead(404).end('no');
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const feed: LocalFeed = {
    base: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    folder,
    requests,
    answer: null,
    ...signing(folder),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return feed;
}

/** The two files of a feed as they are now, to be shown again later. */
export function keepFeed(feed: LocalFeed): () => void {
  const kept = [name, `${name}.sig`].map((file) => join(feed.folder, file));
  for (const file of kept) copyFileSync(file, `${file}.kept`);
  return () => kept.forEach((file) => copyFileSync(`${file}.kept`, file));
}
