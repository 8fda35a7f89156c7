import type { ArgOf, Handlers, ResultOf } from '../../core/contracts/contract.ts';
import type { StoreContract, StoreControlContract } from '../../core/contracts/store.ts';
import { Failure } from '../../core/errors.ts';
import type { PortLike } from '../../core/rpc/port.ts';
import { serve } from '../../core/rpc/serve.ts';
import { logFault } from '../faultLog.ts';
import { guarded } from '../guarded.ts';
import { toError } from '../toError.ts';
import { marksOf } from '../own/marks.ts';
import { openStores } from './openStores.ts';
import type { StorePaths, Stores } from '../file/stores.ts';

type Open = StoreControlContract['calls']['open'];

interface Opened {
  readonly stores: Stores;
  readonly paths: StorePaths;
  readonly handlers: Handlers<StoreContract>;
}

/** One account's store: its two open files, one engine that uses them. */
export interface StoreProcess {
  control(port: PortLike): void;
  /** Drops the engine before. May come before the files are open; its calls wait until then. */
  engine(port: PortLike): void;
}

/** `end` ends the process: whoever started it starts another, which begins a damaged history anew before it serves anybody. */
export function storeProcess(end: () => void = () => undefined): StoreProcess {
  let opened: Opened | null = null;
  let engine: PortLike | null = null;
  let stopServing: (() => void) | null = null;

  function serveEngine(): void {
    if (engine === null || opened === null || stopServing !== null) return;
    const { handlers, paths } = opened;
    stopServing = serve<StoreContract>(engine, handlers, (cause) => toError(cause, paths.own));
  }

  function dropEngine(): void {
    stopServing?.();
    stopServing = null;
    engine?.close();
    engine = null;
  }

  function close(): void {
    dropEngine();
    const closing = opened;
    opened = null;
    closing?.stores.history.close();
    closing?.stores.own.close();
  }

  function open({ own, history, key, create }: ArgOf<Open>): ResultOf<Open> {
    try {
      // A second open without a close would meet its own lock.
      if (opened !== null) throw new Failure({ code: 'internal', ref: logFault('open twice', null) });
      const paths = { own, history };
      const result = openStores(paths, key, create);
      if ('stores' in result) {
        const { stores } = result;
        opened = { stores, paths, handlers: guarded(stores, paths, () => noteDamage(stores, end)) };
        serveEngine();
      } else if (result.cause !== null) {
        logFault(`not opened (${result.outcome})`, result.cause);
      }
      return { outcome: result.outcome };
    } finally {
      key.fill(0);
    }
  }

  const calls: Handlers<StoreControlContract>['calls'] = { open, close };
  return {
    control: (port) => void serve<StoreControlContract>(port, { calls, streams: {} }, (cause) => toError(cause, opened?.paths.own ?? '')),
    engine(port) {
      dropEngine();
      engine = port;
      serveEngine();
    },
  };
}

/** The next process sets the history aside before it serves anybody. */
function noteDamage({ own }: Stores, end: () => void): void {
  try {
    marksOf(own).set('historyDamaged', true);
  } catch (cause) {
    // As it is now it stays damaged, and is met again.
    logFault('damage that could not be noted', cause);
    return;
  }
  // Whoever met it is answered first.
  setImmediate(end);
}
