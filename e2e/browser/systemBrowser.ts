import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { cookieJar } from './cookieJar.ts';
import { followPages, type FollowOptions, type Journey } from './follow.ts';

/** The person's browser, outside the app: what `shell.openExternal` opens, and what happens there. */
export interface SystemBrowser {
  /** For whoever shall open addresses here. */
  readonly env: Readonly<Record<string, string>>;
  /** The next address that the app opened; each is answered once. */
  readonly opened: () => Promise<string>;
  /** All of them so far. */
  readonly addresses: () => readonly string[];
  readonly follow: (url: string, options?: FollowOptions) => Promise<Journey>;
  /** `follow(await opened())`. */
  readonly followNext: (options?: FollowOptions) => Promise<Journey>;
  /** From now on nothing can be opened: `xdg-open` fails. */
  readonly breakDown: () => void;
}

/** On Linux, Electron asks `xdg-open`; ours stands first in the app's PATH and only writes the address down. */
export function systemBrowser(): SystemBrowser {
  const folder = makeRunSubdirectory('browser');
  const list = join(folder, 'addresses');
  const command = join(folder, 'xdg-open');
  writeFileSync(command, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${list}'\n`);
  chmodSync(command, 0o755);
  const jar = cookieJar();
  let taken = 0;

  const addresses = (): readonly string[] => (existsSync(list) ? readFileSync(list, 'utf8').split('\n').slice(0, -1) : []);
  const opened = async (): Promise<string> => {
    const address = await waitUntil('the app to open the browser', () => addresses()[taken]);
    taken += 1;
    return address;
  };
  const follow = (url: string, options: FollowOptions = {}): Promise<Journey> => followPages(url, jar, options);
  return {
    env: { PATH: `${folder}:${process.env.PATH ?? ''}` },
    addresses,
    opened,
    follow,
    followNext: async (options) => follow(await opened(), options),
    breakDown: () => writeFileSync(command, '#!/bin/sh\nexit 4\n'),
  };
}
