import { feedName } from '../../core/features/updates/feedText.ts';
import type { Update, UpdateEffect, UpdateEvent, UpdateProblem, UpdateState } from '../../core/features/updates/model.ts';
import { stepUpdates } from '../../core/features/updates/step.ts';
import { never } from '../../core/never.ts';
import type { Log } from '../log.ts';
import type { Ask } from './ask.ts';
import { judgeFeed, readFeed, shownNotes } from './feed.ts';
import type { Feed, FeedFile } from './feed.ts';
import { fetchFeed } from './fetchFeed.ts';
import type { Updater } from './install/updater.ts';
import { problemOf, Refused } from './refused.ts';
import type { UpdateMemory } from './updateMemory.ts';
import type { FeedSource, UpdateKind } from './updateSource.ts';

export interface RunnerParts {
  readonly source: FeedSource;
  readonly running: string;
  readonly memory: UpdateMemory;
  readonly ask: Ask;
  /** Loads electron-updater. */
  readonly updater: () => Updater;
  readonly log: Pick<Log, 'write' | 'fault'>;
  readonly wallClock: () => number;
  readonly onState: (state: UpdateState) => void;
  /** Quits in order; `install` follows. */
  readonly quit: () => void;
  /** Has the application started again, once this process has ended. */
  readonly relaunch: () => void;
}

const extensions: Record<UpdateKind, string> = { AppImage: '.AppImage', deb: '.deb', nsis: '.exe', mac: '.zip' };

/** Holds the state and performs the effects. Nothing of a feed is used before its signature was found good. */
export class UpdateRunner {
  private readonly parts: RunnerParts;
  private current: UpdateState;
  /** The file of the update that the state names. */
  private file: FeedFile | null = null;
  private restarting = false;

  constructor(parts: RunnerParts, isOn: boolean) {
    this.parts = parts;
    this.current = isOn ? { is: 'idle', attempt: 0, lookedAt: null } : { is: 'off', attempt: 0, why: { is: 'setting' } };
  }

  get state(): UpdateState {
    return this.current;
  }

  send(event: UpdateEvent): void {
    const step = stepUpdates(this.current, event);
    if (!step) return;
    const before = this.current.is;
    this.current = step.state;
    if (step.state.is !== before)
      this.parts.log.write(
        'info',
        `updates: ${before} → ${step.state.is}${step.state.is === 'failed' ? ` (${step.state.of}: ${step.state.problem.is})` : ''}`,
      );
    this.parts.onState(step.state);
    for (const effect of step.effects) this.perform(effect);
  }

  private perform(effect: UpdateEffect): void {
    switch (effect.do) {
      case 'look':
        return void this.look(effect.attempt);
      case 'download':
        return void this.download(effect.attempt);
      case 'stop':
      case 'drop':
        return this.parts.updater().stop();
      case 'restart':
        this.restarting = true;
        return this.parts.quit();
      default:
        return never(effect);
    }
  }

  private async look(attempt: number): Promise<void> {
    const { memory, running, wallClock } = this.parts;
    try {
      const feed = await this.fetchVerified();
      const isNew = judgeFeed(feed, { running, now: wallClock(), newestIssued: memory.current.newestIssued });
      const issuedAt = Date.parse(feed.releaseDate);
      if (issuedAt !== memory.current.newestIssued) await memory.put({ newestIssued: issuedAt });
      if (!isNew) return await this.nothingNew(attempt);
      const file = fileFor(feed, this.parts.source.kind);
      await this.parts.updater().tidy(file);
      if (this.current.attempt !== attempt) return;
      this.file = file;
      const update: Update = { version: feed.version, notes: shownNotes(feed.releaseNotes), bytes: file.size, issuedAt };
      const failedBefore = memory.current.installing === update.version;
      if (memory.current.installing !== null) await memory.put({ installing: null });
      this.send({ type: 'found', attempt, update, failedBefore });
    } catch (cause) {
      this.send({ type: 'lookFailed', attempt, problem: this.problem('looking for updates', cause) });
    }
  }

  private async nothingNew(attempt: number): Promise<void> {
    const { memory, updater, wallClock } = this.parts;
    // What was put in place needs its download no more.
    if (memory.current.installing !== null) {
      await updater().tidy(null);
      await memory.put({ installing: null });
    }
    this.send({ type: 'nothingNew', attempt, at: wallClock() });
  }

  private async fetchVerified(): Promise<Feed> {
    const { source, ask } = this.parts;
    const name = feedName(process.platform, process.arch);
    return readFeed({ name, keys: source.keys, ...(await fetchFeed(ask, source.base, name)) });
  }

  private async download(attempt: number): Promise<void> {
    const { current, file } = this;
    if (current.is !== 'downloading' || !file) return;
    let told = 0;
    try {
      await this.parts.updater().download(current.update.version, file, (received) => {
        // Often enough for eyes.
        if (received - told < file.size / 200) return;
        told = received;
        this.send({ type: 'progress', attempt, received });
      });
      this.send({ type: 'downloaded', attempt });
    } catch (cause) {
      // A look may come from the same feed before its server has the file: all of it again.
      this.send({ type: 'downloadFailed', attempt, problem: this.problem('downloading an update', cause) });
    }
  }

  private problem(what: string, cause: unknown): UpdateProblem {
    return problemOf(cause, (unknown) => this.parts.log.fault(what, unknown));
  }

  /** What stands in the way of it is said at the next start, by what `beforeQuit` wrote down. */
  installAtQuit(): void {
    if (this.current.is !== 'ready') return;
    try {
      this.parts.updater().install(this.restarting);
      this.parts.log.write('info', 'updates: put in place');
    } catch (cause) {
      this.parts.log.fault('putting an update in place', cause);
      // Whoever mistyped a password gets back what they had, and the words for it.
      if (this.restarting) this.parts.relaunch();
    }
  }

  /** To be awaited before the app ends. */
  async beforeQuit(): Promise<void> {
    if (this.current.is === 'ready') await this.parts.memory.put({ installing: this.current.update.version });
  }
}

function fileFor(feed: Feed, kind: UpdateKind): FeedFile {
  const fitting = feed.files.filter(({ url }) => url.endsWith(extensions[kind]));
  const file = fitting.find(({ url }) => url.includes(process.arch)) ?? fitting[0];
  if (!file) throw new Refused({ is: 'unreadable' });
  return file;
}
