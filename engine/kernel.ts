import type { Client } from '../core/contracts/contract.ts';
import type { MainContract } from '../core/contracts/main.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { Listeners } from '../core/listeners.ts';
import type { DiskTrouble, EnginePhase } from '../core/features/status/model.ts';
import type { BootData } from './boot.ts';
import type { Gate } from './gate/gate.ts';
import { Late } from './late.ts';
import type { Log } from './log.ts';
import type { Mark } from './marks.ts';

/** The engine's links, and what it tells by. */
export interface EngineLinks {
  readonly main: Client<MainContract>;
  readonly store: Client<StoreContract>;
  readonly log: Log;
  readonly mark: Mark;
}

/** What every feature is made with. */
export interface Kernel extends EngineLinks {
  readonly gate: Gate;
  /** What the store said at the start. */
  readonly saved: BootData;
  /** How far the start has come. */
  readonly phase: Listeners<EnginePhase>;
  /** Whether what the server says can be kept. */
  readonly disk: Listeners<DiskTrouble | null>;
  /** The window is about to go. */
  readonly closing: Listeners<void>;
  /** A place for what a feature has only once the SDK runs. */
  late<T>(): Late<T>;
}

/** `failed` rejects when the account's data cannot be opened. */
export function makeKernel(links: EngineLinks, gate: Gate, saved: BootData, failed: Promise<never>): Kernel {
  return {
    ...links,
    gate,
    saved,
    phase: new Listeners(),
    disk: new Listeners(),
    closing: new Listeners(),
    late: () => new Late(gate, failed),
  };
}
