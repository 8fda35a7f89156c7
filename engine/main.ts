import { engineOffer } from '../core/contracts/engine.ts';
import type { EngineContract } from '../core/contracts/engine.ts';
import type { MainContract } from '../core/contracts/main.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { connect } from '../core/rpc/connect.ts';
import { serve } from '../core/rpc/serve.ts';
import { domPort } from '../core/rpc/domPort.ts';
import { Engine } from './engine.ts';
import { loadSdk } from './loadSdk.ts';
import { mainLog } from './log.ts';
import { mainMarks } from './marks.ts';
import { toError } from './toError.ts';
import { PagePorts, windowPorts } from './windowPorts.ts';

/** Composition root: connects the ports, paints from the store, then loads the SDK. */
async function main(): Promise<void> {
  const pages = new PagePorts();
  const ports = await windowPorts((port) => pages.add(port));
  const main = connect<MainContract>(domPort(ports.main));
  const store = connect<StoreContract>(domPort(ports.store), { code: 'engineDied', process: 'store' });
  const log = mainLog(main);
  window.addEventListener('error', (event) => log.fault('uncaught', event.error));
  window.addEventListener('unhandledrejection', (event) => {
    log.fault('unhandled rejection', event.reason);
    event.preventDefault();
  });

  const engine = new Engine({ main, store, log, mark: mainMarks(main) }, loadSdk);
  window.addEventListener('pagehide', () => engine.stop());
  const handlers = await engine.boot().catch(async (cause) => {
    await main.calls.openFailed({ error: toError(cause, log, 'reading the store') });
    throw cause;
  });
  pages.serveWith((port) =>
    serve<EngineContract>(domPort(port), handlers, (cause) => toError(cause, log, 'call of the page'), engineOffer),
  );
  await engine.goLive();
}

void main();
