import type { MessagePortMain } from 'electron';
import { mainOffer, type MainContract } from '../../core/contracts/main.ts';
import type { StoreOutcome } from '../../core/features/app/storeCalls.ts';
import type { Handlers } from '../../core/contracts/contract.ts';
import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import { serve } from '../../core/rpc/serve.ts';
import type { Log } from '../log.ts';
import { Backoff } from './backoff.ts';
import { portOf } from '../../core/rpc/electronPort.ts';
import type { StoreProcess } from './storeProcess.ts';

/** The hidden window of an engine. */
export interface EngineProcess {
  /** Main's and store's ends, once the engine's page can take them. */
  readonly postPorts: (main: MessagePortMain, store: MessagePortMain) => void;
  readonly postPagePort: (port: MessagePortMain) => void;
  readonly end: () => Promise<void>;
}

export interface EngineIdentity {
  readonly partition: string;
  readonly homeserver: string;
}

export interface StoreOpening {
  readonly own: string;
  readonly history: string;
  readonly key: Uint8Array;
}

export interface AccountProcessesParts {
  readonly log: Log;
  readonly monotonic: () => number;
  readonly channel: () => { port1: MessagePortMain; port2: MessagePortMain };
  readonly startStore: (onDeath: () => void) => StoreProcess;
  /** So long after an engine has ended its database is closed for sure. */
  readonly databaseClosesMs: number;
  /** Before another engine opens a database that took no more writes; nobody has it open then. */
  readonly mendDatabase: (identity: EngineIdentity) => void;
  readonly startEngine: (identity: EngineIdentity, onReady: () => void, onDeath: () => void) => EngineProcess;
  readonly main: Handlers<MainContract>;
  readonly toError: (cause: unknown) => AppError;
  /** A page's end of a channel to the engine; null: there is no page that could take it. */
  readonly postToPage: (port: MessagePortMain) => void;
  readonly onStoreFailed: (error: AppError) => void;
}

interface Running {
  readonly identity: EngineIdentity;
  store: StoreProcess;
  engine: EngineProcess;
  /** The engine's page has asked for its ports. */
  engineIsReady: boolean;
  /** The store's file is open. */
  storeIsOpen: boolean;
  /** The store's end of the channel, until the store may have it. */
  storePort: MessagePortMain | null;
  stopServing: () => void;
  opening: StoreOpening | null;
}

/** Engine and store of an account: started side by side, linked, and started again when they die (K2). */
export class AccountProcesses {
  private readonly parts: AccountProcessesParts;
  private readonly engineBackoff: Backoff;
  private readonly storeBackoff: Backoff;
  private running: Running | null = null;
  private timer: NodeJS.Timeout | undefined;
  private ending: Promise<void> = Promise.resolve();
  /** Counts closings: a restart that was planned before one is off. */
  private wanted = 0;

  constructor(parts: AccountProcessesParts) {
    this.parts = parts;
    this.engineBackoff = new Backoff(parts.monotonic);
    this.storeBackoff = new Backoff(parts.monotonic);
  }

  /** Starts both without their keys, so that they are there when the keys are. */
  warm(identity: EngineIdentity): void {
    if (this.running) return;
    const store = this.parts.startStore(() => this.storeDied(store));
    const running: Running = {
      identity,
      store,
      engine: this.startEngine(identity),
      engineIsReady: false,
      storeIsOpen: false,
      storePort: null,
      stopServing: () => undefined,
      opening: null,
    };
    this.running = running;
  }

  open(identity: EngineIdentity, opening: StoreOpening): void {
    this.warm(identity);
    const running = this.running;
    if (!running || running.opening) return;
    running.opening = opening;
    void this.openStore(running);
  }

  /** Gives the page a new channel to the engine. */
  linkPage(): void {
    const running = this.running;
    if (!running?.engineIsReady) return;
    const { port1, port2 } = this.parts.channel();
    running.engine.postPagePort(port1);
    this.parts.postToPage(port2);
  }

  /** Both have exited when it resolves. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.wanted += 1;
    const running = this.running;
    this.running = null;
    if (running) this.ending = this.end(running);
    await this.ending;
  }

  private async end(running: Running): Promise<void> {
    await this.ending;
    running.stopServing();
    // The engine first: it may still be writing into the store. One that cannot be killed counts as gone: it must not be waited for without
    // end.
    for (const { end } of [running.engine, running.store])
      await end().catch((cause: unknown) => this.parts.log.fault('ending a process', cause));
  }

  private startEngine(identity: EngineIdentity): EngineProcess {
    const engine: EngineProcess = this.parts.startEngine(
      identity,
      () => this.engineReady(engine),
      () => this.engineDied(engine),
    );
    return engine;
  }

  /** The engine's page has loaded, for the first time or again. */
  private engineReady(engine: EngineProcess): void {
    const running = this.running;
    if (running?.engine !== engine) return;
    running.stopServing();
    const main = this.parts.channel();
    const store = this.parts.channel();
    running.stopServing = serve<MainContract>(portOf(main.port1), this.parts.main, this.parts.toError, mainOffer);
    engine.postPorts(main.port2, store.port2);
    running.engineIsReady = true;
    running.storePort = store.port1;
    this.linkStore(running);
    this.linkPage();
  }

  private linkStore(running: Running): void {
    if (!running.storeIsOpen || !running.storePort) return;
    running.store.linkEngine(running.storePort);
    running.storePort = null;
  }

  private async openStore(running: Running): Promise<void> {
    const { store, opening } = running;
    if (!opening) return;
    try {
      // A copy: the other end may zero what it got, and a crash needs it again.
      const { outcome } = await store.open({ ...opening, key: opening.key.slice(), create: true });
      if (this.running !== running || running.store !== store) return;
      const error = storeError(outcome, this.parts.log);
      if (error) throw new Failure(error);
      running.storeIsOpen = true;
      this.linkStore(running);
    } catch (cause) {
      // A process that died comes back by itself.
      if (cause instanceof Failure && cause.error.code === 'engineDied') return;
      if (this.running === running && running.store === store) this.parts.onStoreFailed(this.parts.toError(cause));
    }
  }

  /** As if it had died, but at its own wish. */
  async reopenEngine(): Promise<void> {
    const engine = this.running?.engine;
    if (!engine) return;
    await engine.end().catch((cause: unknown) => this.parts.log.fault('ending the engine', cause));
    this.engineDied(engine, { mends: true });
  }

  private engineDied(engine: EngineProcess, { mends } = { mends: false }): void {
    const running = this.running;
    if (running?.engine !== engine) return;
    running.stopServing();
    running.engineIsReady = false;
    const ms = this.engineBackoff.next();
    this.later(mends ? Math.max(this.parts.databaseClosesMs, ms) : ms, running, () => {
      if (mends) this.parts.mendDatabase(running.identity);
      running.engine = this.startEngine(running.identity);
    });
  }

  /** The engine's calls to a dead store are lost, so both begin anew. */
  private storeDied(store: StoreProcess): void {
    const running = this.running;
    if (running?.store !== store) return;
    const { opening, identity } = running;
    const { wanted } = this;
    this.running = null;
    clearTimeout(this.timer);
    this.ending = this.end(running);
    this.timer = setTimeout(() => {
      void this.ending.then(() => {
        // An erase may have asked for an end meanwhile.
        if (wanted !== this.wanted) return;
        if (opening) this.open(identity, opening);
        else this.warm(identity);
      });
    }, this.storeBackoff.next());
  }

  private later(ms: number, running: Running, action: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.running === running) action();
    }, ms);
  }
}

function storeError(outcome: StoreOutcome, log: Log): AppError | null {
  switch (outcome) {
    case 'opened':
    case 'created':
      return null;
    case 'diskFull':
    case 'diskReadOnly':
      return { code: outcome };
    case 'newer':
      return { code: 'storeNewer', ref: log.fault('opening the store', outcome) };
    case 'missing':
    case 'corrupt':
      return { code: 'storeCorrupt', ref: log.fault('opening the store', outcome) };
  }
}
