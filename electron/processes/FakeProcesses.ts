import type { MessagePortMain } from 'electron';
import type { MainContract } from '../../core/contracts/main.ts';
import type { Handlers } from '../../core/contracts/contract.ts';
import type { StoreOutcome } from '../../core/features/app/storeCalls.ts';
import type { AppError } from '../../core/errors.ts';
import { toError } from '../http/toError.ts';
import { fakeLog } from '../FakeLog.ts';
import { AccountProcesses } from './accountProcesses.ts';

/** Engines and stores that only write down what happens to them, and die on request. */
export class FakeProcesses {
  readonly seen: string[] = [];
  readonly failed: AppError[] = [];
  outcome: StoreOutcome = 'opened';
  killEngine = (): void => undefined;
  killStore = (): void => undefined;
  engineIsReady = (): void => undefined;
  /** How long an engine takes to end. */
  endMs = 0;
  /** What an engine says instead of ending. */
  endFault: Error | null = null;
  private engines = 0;
  private stores = 0;

  readonly processes: AccountProcesses;

  constructor() {
    let now = 0;
    this.processes = new AccountProcesses({
      log: fakeLog(),
      monotonic: () => (now += 120_000),
      channel: () => ({ port1: fakePort(), port2: fakePort() }),
      main: { calls: {}, streams: {} } as unknown as Handlers<MainContract>,
      toError: (cause) => toError(cause, fakeLog()),
      postToPage: () => void this.seen.push('page linked'),
      onStoreFailed: (error) => void this.failed.push(error),
      databaseClosesMs: 0,
      mendDatabase: () => void this.seen.push('database mended'),
      startEngine: (_identity, onReady, onDeath) => {
        const name = `engine ${++this.engines}`;
        this.seen.push(`${name} starts`);
        this.engineIsReady = onReady;
        this.killEngine = onDeath;
        return {
          postPorts: () => void this.seen.push(`${name} linked`),
          postPagePort: () => undefined,
          end: async () => {
            await new Promise((resolve) => setTimeout(resolve, this.endMs));
            if (this.endFault) throw this.endFault;
            this.seen.push(`${name} ended`);
          },
        };
      },
      startStore: (onDeath) => {
        const name = `store ${++this.stores}`;
        this.seen.push(`${name} starts`);
        this.killStore = onDeath;
        return {
          open: async () => {
            this.seen.push(`${name} opens`);
            return { outcome: this.outcome };
          },
          linkEngine: () => void this.seen.push(`${name} linked`),
          end: async () => void this.seen.push(`${name} ended`),
        };
      },
    });
  }
}

function fakePort(): MessagePortMain {
  const port = { on: () => port, off: () => port, start: () => undefined, postMessage: () => undefined, close: () => undefined };
  return port as unknown as MessagePortMain;
}
