import type { ArgOf, Client, ResultOf } from '../../core/contracts/contract.ts';
import type { EngineContract } from '../../core/contracts/engine.ts';
import type { enginePortMessage } from '../../core/contracts/host.ts';
import { Failure } from '../../core/errors.ts';
import { connect } from '../../core/rpc/connect.ts';
import { domPort } from './domPort.ts';

type Engine = Client<EngineContract>;
type Calls = EngineContract['calls'];
type Streams = EngineContract['streams'];

/** Only its type is imported: the contract's file would bring zod into the page. */
const portMessage: typeof enginePortMessage = 'latchkey:engine';

let engine: Engine | null = null;
const watchers = new Set<(engine: Engine) => void>();

/** Takes every engine port that main sends: the first, and a new one whenever the engine had to be started again. */
export function linkEngine(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source !== window || !port || (event.data as { type?: unknown } | null)?.type !== portMessage) return;
    engine?.close();
    const link = domPort(port);
    link.onClose(() => {
      if (engine === next) engine = null;
    });
    const next = connect<EngineContract>(link);
    engine = next;
    for (const watcher of [...watchers]) watcher(next);
  });
  window.latchkey.wantEngine();
}

/** Runs `watcher` for the engine there is, and for every later one. */
export function onEngine(watcher: (engine: Engine) => void): () => void {
  watchers.add(watcher);
  if (engine) watcher(engine);
  return () => watchers.delete(watcher);
}

function whenLinked(): Promise<Engine> {
  if (engine) return Promise.resolve(engine);
  return new Promise((resolve) => {
    const stop = onEngine((next) => {
      queueMicrotask(() => stop());
      resolve(next);
    });
  });
}

/** Waits for an engine if there is none; rejects with a `Failure`. */
export async function callEngine<Name extends keyof Calls & string>(name: Name, arg: ArgOf<Calls[Name]>): Promise<ResultOf<Calls[Name]>> {
  const linked = await whenLinked();
  return linked.calls[name](arg as never) as Promise<ResultOf<Calls[Name]>>;
}

/** For what means the same when it is said twice: asked again of the next engine if one dies over it. */
export async function callEngineSurely<Name extends keyof Calls & string>(name: Name, arg: ArgOf<Calls[Name]>): Promise<ResultOf<Calls[Name]>> {
  for (;;) {
    const linked = await whenLinked();
    try {
      return (await linked.calls[name](arg as never)) as ResultOf<Calls[Name]>;
    } catch (cause) {
      const died = cause instanceof Failure && cause.error.code === 'engineDied';
      if (!died) throw cause;
      if (engine === linked) engine = null;
    }
  }
}

/** A stream that outlives engines: listened to again whenever there is a new one. */
export function listenEngine<Name extends keyof Streams & string>(
  stream: Name,
  arg: ArgOf<Streams[Name]>,
  listener: (value: ResultOf<Streams[Name]>) => void,
): () => void {
  let stopOne: () => void = () => undefined;
  const stopAll = onEngine((linked) => {
    stopOne = linked.streams[stream](arg as never, listener as never);
  });
  return () => {
    stopAll();
    stopOne();
  };
}
