import type { FeedFile } from '../feed.ts';
import type { Ask } from '../ask.ts';
import type { UpdateKind } from '../updateSource.ts';

export interface UpdaterParts {
  readonly kind: UpdateKind;
  readonly ask: Ask;
  readonly base: URL;
  /** Downloads lie in it; nothing else does. */
  readonly folder: string;
  readonly running: string;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  /** Has what is put in place then started, once this process has ended. */
  readonly relaunch: () => void;
}

/**
 * What electron-updater does for us: downloads what a verified feed names, checks it, and puts it in place. A bundle of its own, loaded
 * when it is needed.
 */
export interface Updater {
  readonly download: (version: string, file: FeedFile, onReceived: (bytes: number) => void) => Promise<void>;
  readonly stop: () => void;
  /**
   * Begins to put in place what was downloaded; all of it is done when it returns. To be called when the app has ended its work. Throws
   * when it could not.
   */
  readonly install: (andRestart: boolean) => void;
  /** Removes what a download that was cut off has left; with null, what was downloaded whole as well. */
  readonly tidy: (keep: FeedFile | null) => Promise<void>;
}

/** What the bundle `out/updater.cjs` exports. */
export interface UpdaterBundle {
  readonly createUpdater: (parts: UpdaterParts) => Updater;
}
