import type { Handlers } from '../../core/contracts/contract.ts';
import type { StoreContract, StoreControlContract } from '../../core/contracts/store.ts';
import { Failure } from '../../core/errors.ts';
import type { PortLike } from '../../core/rpc/port.ts';
import { serve } from '../../core/rpc/serve.ts';
import { logFault } from '../faultLog.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { guarded } from '../guarded.ts';
import { toError } from '../toError.ts';
import { openStore } from './openStore.ts';

interface Opened {
  readonly file: StoreFile;
  readonly path: string;
  readonly handlers: Handlers<StoreContract>;
}

/** One account's store: one open file, one engine that uses it. */
export interface StoreProcess {
  control(port: PortLike): void;
  /** Drops the engine before. May come before the file is open; its calls wait until then. */
  engine(port: PortLike): void;
}

export function storeProcess(): StoreProcess {
  let opened: Opened | null = null;
  let engine: PortLike | null = null;
  let stopServing: (() => void) | null = null;

  function serveEngine(): void {
    if (engine === null || opened === null || stopServing !== null) return;
    const { handlers, path } = opened;
    stopServing = serve<StoreContract>(engine, handlers, (cause) => toError(cause, path));
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
    closing?.file.close();
  }

  function open({ path, key, create }: { path: string; key: Uint8Array; create: boolean }): {
    outcome: ReturnType<typeof openStore>['outcome'];
  } {
    try {
      // A second open without a close would meet its own lock.
      if (opened !== null) throw new Failure({ code: 'internal', ref: logFault('open twice', null) });
      const result = openStore(path, key, create);
      if ('file' in result) {
        opened = { file: result.file, path, handlers: guarded(result.file, path) };
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
    control: (port) => void serve<StoreControlContract>(port, { calls, streams: {} }, (cause) => toError(cause, opened?.path ?? '')),
    engine(port) {
      dropEngine();
      engine = port;
      serveEngine();
    },
  };
}
