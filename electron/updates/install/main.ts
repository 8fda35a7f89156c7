import { CancellationToken } from 'builder-util-runtime';
import type { UpdateInfo } from 'builder-util-runtime';
import { MacUpdater, NsisUpdater, Provider } from 'electron-updater';
import type { ResolvedUpdateFileInfo } from 'electron-updater';
import { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper.js';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedFile } from '../feed.ts';
import { Refused } from '../refused.ts';
import { WholeAppImageUpdater } from './appImage.ts';
import { PlainDebUpdater } from './deb.ts';
import { FencedExecutor } from './fencedExecutor.ts';
import type { Fence } from './fencedExecutor.ts';
import type { Updater, UpdaterParts } from './updater.ts';

type Own = WholeAppImageUpdater | PlainDebUpdater | NsisUpdater | MacUpdater;

/** What electron-updater keeps to itself: it would fetch a feed, number this computer and name its cache, and all three are ours. */
interface Inner {
  httpExecutor: FencedExecutor;
  updateInfoAndProvider: { readonly info: UpdateInfo; readonly provider: Provider<UpdateInfo> };
  downloadedUpdateHelper: DownloadedUpdateHelper;
}

/** Knows one feed: the one that was verified. */
class VerifiedProvider extends Provider<UpdateInfo> {
  private readonly info: UpdateInfo;
  private readonly url: URL;

  constructor(info: UpdateInfo, url: URL, executor: FencedExecutor) {
    super({ isUseMultipleRangeRequest: false, platform: process.platform as 'linux', executor: executor as never });
    this.info = info;
    this.url = url;
  }

  override getLatestVersion(): Promise<UpdateInfo> {
    return Promise.resolve(this.info);
  }

  override resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
    return files.map((info) => ({ url: this.url, info }));
  }
}

export function createUpdater(parts: UpdaterParts): Updater {
  const fence: Fence = { size: null, onReceived: () => undefined };
  const executor = new FencedExecutor(parts.ask, fence);
  const helper = new DownloadedUpdateHelper(parts.folder);
  const own = ownUpdater(parts);
  const inner = own as unknown as Inner;
  inner.httpExecutor = executor;
  inner.downloadedUpdateHelper = helper;
  let token: CancellationToken | null = null;
  let expected: FeedFile | null = null;
  return {
    async download(version, file, onReceived) {
      const files = [{ url: file.url, sha512: file.sha512, size: file.size }];
      const info: UpdateInfo = { version, files, path: file.url, sha512: file.sha512, releaseDate: '' };
      Object.assign(fence, { size: file.size, onReceived });
      inner.updateInfoAndProvider = { info, provider: new VerifiedProvider(info, new URL(file.url, parts.base), executor) };
      token = new CancellationToken();
      expected = null;
      await own.downloadUpdate(token as never);
      expected = file;
    },
    stop() {
      token?.cancel();
      expected = null;
    },
    install(andRestart) {
      if (!expected) throw new Error('nothing was downloaded');
      // It may have lain there for days.
      if (!helper.file || hashOf(helper.file) !== expected.sha512) throw new Refused({ is: 'damaged' });
      if (own instanceof MacUpdater) own.quitAndInstall();
      else if (!own.install(true, andRestart)) throw new Refused({ is: 'notInstalled' });
    },
    tidy: (keep) => tidy(parts.folder, keep),
  };
}

function ownUpdater({ kind, running, folder, relaunch, log }: UpdaterParts): Own {
  const app = {
    version: running,
    name: 'Latchkey',
    isPackaged: true,
    // On Windows it names who signs the installer, which is checked as well.
    appUpdateConfigPath: join(process.resourcesPath ?? folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch,
    quit: () => undefined,
    onQuit: () => undefined,
  };
  const own =
    kind === 'AppImage'
      ? new WholeAppImageUpdater(null, app)
      : kind === 'deb'
        ? new PlainDebUpdater(null, app)
        : kind === 'nsis'
          ? new NsisUpdater(null, app)
          : new MacUpdater(undefined, app);
  own.logger = {
    info: (text) => log('info', `updater: ${text}`),
    warn: (text) => log('warn', `updater: ${text}`),
    error: (text) => log('error', `updater: ${text}`),
  };
  own.autoDownload = false;
  // Main does it, once all else has ended.
  own.autoInstallOnAppQuit = kind === 'mac';
  own.disableDifferentialDownload = true;
  own.disableWebInstaller = true;
  // It is listened to, so that no error is thrown out of an event; each comes back by its promise as well.
  own.on('error', () => undefined);
  return own;
}

function hashOf(path: string): string {
  const hash = createHash('sha512');
  const part = Buffer.alloc(1024 * 1024);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) hash.update(part.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('base64');
}

async function tidy(folder: string, keep: FeedFile | null): Promise<void> {
  const pending = join(folder, 'pending');
  const kept = new Set(keep ? [keep.url, 'update-info.json'] : []);
  const names = await readdir(pending).catch(() => []);
  await Promise.all(names.filter((name) => !kept.has(name)).map((name) => rm(join(pending, name), { recursive: true, force: true })));
  if (!keep) await rm(folder, { recursive: true, force: true });
}
