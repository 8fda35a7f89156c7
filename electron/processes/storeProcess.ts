import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import { join } from 'node:path';
import type { ArgOf, Client, ResultOf } from '../../core/contracts/contract.ts';
import type { StoreControlContract } from '../../core/contracts/store.ts';
import { connect } from '../../core/rpc/connect.ts';
import { portOf } from '../../core/rpc/electronPort.ts';
import type { Log } from '../log.ts';
import { endWithin } from '../../core/within.ts';

type Opening = StoreControlContract['calls']['open'];

export interface StoreProcess {
  readonly open: (arg: ArgOf<Opening>) => Promise<ResultOf<Opening>>;
  /** Hands it the port of an engine; the one before is dropped. */
  readonly linkEngine: (port: MessagePortMain) => void;
  /** Flushes and closes the file and ends the process; kills it if that takes too long. */
  readonly end: () => Promise<void>;
}

/** `onDeath` is called once, if it ends without having been asked to. */
export function startStoreProcess(log: Log, onDeath: () => void): StoreProcess {
  const child = utilityProcess.fork(join(__dirname, 'store.cjs'), [], {
    serviceName: 'Latchkey store',
    stdio: 'pipe',
    env: storeEnvironment(process.env),
  });
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage({ type: 'control' }, [port2]);
  const control: Client<StoreControlContract> = connect(portOf(port1), { code: 'engineDied', process: 'store' });
  child.stderr?.on('data', (chunk: Buffer) => log.write('warn', `store: ${chunk.toString('utf8').trim()}`));
  child.stdout?.on('data', (chunk: Buffer) => log.write('info', `store: ${chunk.toString('utf8').trim()}`));
  let ending = false;
  let alive = true;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      alive = false;
      log.write(ending ? 'info' : 'error', `store process ended with ${code}`);
      resolve();
      if (!ending) onDeath();
    });
  });
  return {
    open: (arg) => control.calls.open(arg),
    linkEngine: (port) => {
      if (alive) child.postMessage({ type: 'engine' }, [port]);
    },
    end: async () => {
      ending = true;
      if (!alive) return;
      await endWithin(2_000, [control.calls.close({})]);
      child.kill();
      await endWithin(2_000, [exited]);
      if (alive && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      await endWithin(1_000, [exited]);
    },
  };
}

/** What Windows and SQLite's temporary files need. */
const needed = ['SystemRoot', 'SystemDrive', 'TEMP', 'TMP', 'TMPDIR', 'TZ'];

/** Whatever somebody keeps in the environment of their desktop is not the store's business (S-10). */
function storeEnvironment(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(needed.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])));
}
