import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { feedName } from '../../core/features/updates/feedText.ts';
import { root } from '../../scripts/root.mjs';
import { makeRunSubdirectory } from '../run/runDirectory.ts';

interface UpdateKey {
  readonly file: string;
  readonly publicKey: string;
}

/** A static server with a feed that the release machine's own script has signed. */
export interface UpdateFeed {
  readonly url: string;
  readonly requests: readonly string[];
  readonly newKey: (name: string) => UpdateKey;
  /** Publishes this version of an AppImage. */
  readonly publish: (key: UpdateKey, version: string, appImage: string, notes: string) => void;
  /** Publishes a package, or whatever file there is, by the name that it has. */
  readonly publishFile: (key: UpdateKey, version: string, file: string, notes: string) => void;
  readonly close: () => Promise<void>;
}

export async function startUpdateFeed(): Promise<UpdateFeed> {
  const folder = makeRunSubdirectory('updateFeed');
  const requests: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    requests.push(url);
    try {
      response.end(readFileSync(join(folder, url)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const script = (args: readonly string[], env: Readonly<Record<string, string>> = {}): string =>
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/signFeed.ts', ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    }).trim();
  const sign = (key: UpdateKey, version: string, file: string, notes: string): void => {
    const words = join(folder, 'notes.txt');
    writeFileSync(words, notes);
    script([join(folder, feedName(process.platform, process.arch)), file, '--app-version', version, '--notes', words], {
      LATCHKEY_FEED_KEY_FILE: key.file,
    });
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    newKey: (name) => {
      const file = join(folder, `${name}.pem`);
      return { file, publicKey: script(['--new-key', file]) };
    },
    publish: (key, version, appImage, notes) => {
      const file = join(folder, `Latchkey-${version}.AppImage`);
      writeFileSync(file, appImage);
      sign(key, version, file, notes);
    },
    publishFile: (key, version, file, notes) => {
      const published = join(folder, basename(file));
      copyFileSync(file, published);
      sign(key, version, published, notes);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
