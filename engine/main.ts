import { engineOffer } from '../core/contracts/engine.ts';
import type { EngineContract } from '../core/contracts/engine.ts';
import type { KeeperContract } from '../core/contracts/keeper.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { connect } from '../core/rpc/connect.ts';
import { serve } from '../core/rpc/serve.ts';
import { domPort } from './domPort.ts';
import { Engine } from './engine.ts';
import { loadSdk } from './loadSdk.ts';
import { keeperLog } from './log.ts';
import { keeperMarks } from './marks.ts';
import { toError } from './toError.ts';
import { PagePorts, windowPorts } from './windowPorts.ts';

/** Composition root: connects the ports, paints from the store, then loads the SDK. */
async function main(): Promise<void> {
  const pages = new PagePorts();
  const ports = await windowPorts((port) => pages.come(port));
  const keeper = connect<KeeperContract>(domPort(ports.keeper));
  const store = connect<StoreContract>(domPort(ports.store), { code: 'engineDied', process: 'store' });
  const log = keeperLog(keeper);
  window.addEventListener('error', (event) => log.fault('uncaught', event.error));
  window.addEventListener('unhandledrejection', (event) => {
    log.fault('unhandled rejection', event.reason);
    event.preventDefault();
  });

  const engine = new Engine({ keeper, store, log, mark: keeperMarks(keeper) }, loadSdk);
  window.addEventListener('pagehide', () => engine.stop());
  const handlers = await engine.boot().catch(async (cause) => {
    await keeper.calls.openFailed({ error: toError(cause, log, 'reading the store') });
    throw cause;
  });
  pages.take((port) => serve<EngineContract>(domPort(port), handlers, (cause) => toError(cause, log, 'call of the page'), engineOffer));
  await engine.goLive();
}

void main();
