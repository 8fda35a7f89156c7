import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { UpdateEvent, UpdateState } from '../../core/features/updates/model.ts';
import type { Log } from '../log.ts';
import type { Profile } from '../profile/profile.ts';
import type { UpdaterBundle } from './install/updater.ts';
import { lookDaily } from './lookDaily.ts';
import { netAsk } from './netAsk.ts';
import { pinnedKeys } from './pinnedKeys.ts';
import { argumentsToKeep, startAfterEnd } from './startAgain.ts';
import { UpdateMemory } from './updateMemory.ts';
import { UpdateRunner } from './updateRunner.ts';
import { updateSource } from './updateSource.ts';
import type { FeedSource, UpdateKind, UpdateSource } from './updateSource.ts';

/** What people ask for in the page. */
export type UpdateAsk = Extract<UpdateEvent['type'], 'lookAsked' | 'downloadAsked' | 'stopAsked' | 'putOffAsked' | 'restartAsked'>;

export interface Updates {
  readonly state: UpdateState;
  readonly ask: (what: UpdateAsk) => void;
  /** The setting. */
  readonly switched: (on: boolean) => void;
  /** The first look comes when things are quiet, the others daily. */
  readonly begin: () => void;
  readonly beforeQuit: () => Promise<void>;
}

interface UpdatesParts {
  readonly log: Log;
  readonly profile: Profile;
  readonly wallClock: () => number;
  readonly isOn: boolean;
  readonly onState: (state: UpdateState) => void;
}

/** Nothing of it is loaded, asked or written before `begin`. */
export function createUpdates(parts: UpdatesParts): Updates {
  const source = sourceHere();
  return source.is === 'feed'
    ? fromFeed(source, parts)
    : {
        state: { is: 'off', attempt: 0, why: source.why },
        ask: nothing,
        switched: nothing,
        begin: nothing,
        beforeQuit: () => Promise.resolve(),
      };
}

const nothing = (): void => undefined;

function fromFeed(source: FeedSource, { log, profile, wallClock, isOn, onState }: UpdatesParts): Updates {
  const folder = join(profile.folder, 'updates');
  let updater: ReturnType<UpdaterBundle['createUpdater']> | null = null;
  const relaunch = (): void => relaunchAfterEnd(source.kind);
  const load = () => {
    const { createUpdater } = createRequire(__filename)('./updater.cjs') as UpdaterBundle;
    return createUpdater({
      kind: source.kind,
      ask,
      base: source.base,
      folder,
      running: app.getVersion(),
      log: log.write,
      relaunch,
    });
  };
  const ask: ReturnType<typeof netAsk> = (...asked) => (net ??= netAsk())(...asked);
  let net: ReturnType<typeof netAsk> | null = null;
  const runner = new UpdateRunner(
    {
      source,
      running: app.getVersion(),
      memory: new UpdateMemory(join(profile.folder, 'updates.json')),
      ask,
      updater: () => (updater ??= load()),
      log,
      wallClock,
      onState,
      quit: () => app.quit(),
      relaunch,
    },
    isOn,
  );
  app.on('quit', (_event, exitCode) => {
    if (exitCode === 0) runner.installAtQuit();
  });
  const look = (): void => runner.send({ type: 'lookAsked' });
  return {
    get state() {
      return runner.state;
    },
    ask: (type) => runner.send({ type }),
    switched: (on) => runner.send({ type: on ? 'switchedOn' : 'switchedOff' }),
    begin: () => lookDaily(look, source.quietMs),
    beforeQuit: () => runner.beforeQuit(),
  };
}

function relaunchAfterEnd(kind: UpdateKind): void {
  if (process.platform !== 'linux') return app.relaunch();
  const program = kind === 'AppImage' ? process.env['APPIMAGE'] : undefined;
  startAfterEnd(program ?? process.execPath, argumentsToKeep(process.argv.slice(1)));
}

function sourceHere(): UpdateSource {
  const resource = (name: string): string | null => textOf(join(process.resourcesPath, name));
  return updateSource({
    platform: process.platform,
    env: process.env,
    executable: process.execPath,
    isPackaged: app.isPackaged,
    isMarked: existsSync(join(dirname(app.getPath('exe')), 'DEVELOPMENT-BUILD.txt')),
    isStore: process.windowsStore === true || process.mas === true,
    noUpdates: app.isPackaged ? resource('no-updates') : null,
    packageType: app.isPackaged ? (resource('package-type')?.trim() ?? null) : null,
    config: app.isPackaged ? resource('updates.json') : null,
    pinnedKeys,
  });
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
