import type { ArgOf, Client, ResultOf } from '../../core/contracts/contract.ts';
import type { EngineContract } from '../../core/contracts/engine.ts';
import { portMessages } from '../../core/contracts/ports.ts';
import { Failure } from '../../core/errors.ts';
import { connect } from '../../core/rpc/connect.ts';
import { domPort } from '../../core/rpc/domPort.ts';
import { onScreen } from './onScreen.ts';
import { eachAccount } from './perAccount.ts';

type Engine = Client<EngineContract>;
type Calls = EngineContract['calls'];
type Streams = EngineContract['streams'];

/** One account's engine, as far as there is one. */
interface Link {
  engine: Engine | null;
  readonly watchers: Set<(engine: Engine) => void>;
}

const links = eachAccount<Link>(
  () => ({ engine: null, watchers: new Set() }),
  ({ engine }) => engine?.close(),
  { outlives: true },
);
const linkOf = links.of;

/** Takes every engine port that main sends: the first of each account, and a new one whenever its engine had to be started again. */
export function linkEngines(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    const message = event.data as { readonly type?: unknown; readonly slot?: unknown } | null;
    if (event.source !== window || !port || message?.type !== portMessages.engine || typeof message.slot !== 'string') return;
    take(linkOf(message.slot), port);
  });
  window.latchkey.wantEngine();
}

function take(link: Link, port: MessagePort): void {
  link.engine?.close();
  const end = domPort(port);
  end.onClose(() => {
    if (link.engine === next) link.engine = null;
  });
  const next = connect<EngineContract>(end);
  link.engine = next;
  for (const watcher of [...link.watchers]) watcher(next);
}

/** Runs `watcher` for the engine there is, and for every later one. */
export function onEngine(watcher: (engine: Engine) => void, slot = onScreen()): () => void {
  const link = linkOf(slot);
  link.watchers.add(watcher);
  if (link.engine) watcher(link.engine);
  return () => link.watchers.delete(watcher);
}

function whenLinked(slot: string): Promise<Engine> {
  const { engine } = linkOf(slot);
  if (engine) return Promise.resolve(engine);
  return new Promise((resolve) => {
    const stop = onEngine((next) => {
      queueMicrotask(() => stop());
      resolve(next);
    }, slot);
  });
}

/** Waits for an engine if there is none; rejects with a `Failure`. */
export async function callEngine<Name extends keyof Calls & string>(
  name: Name,
  arg: ArgOf<Calls[Name]>,
  slot = onScreen(),
): Promise<ResultOf<Calls[Name]>> {
  const linked = await whenLinked(slot);
  return linked.calls[name](arg as never) as Promise<ResultOf<Calls[Name]>>;
}

/** For what means the same when it is said twice: asked again of the next engine if one dies over it. */
export async function callEngineSurely<Name extends keyof Calls & string>(
  name: Name,
  arg: ArgOf<Calls[Name]>,
  slot = onScreen(),
): Promise<ResultOf<Calls[Name]>> {
  for (;;) {
    const linked = await whenLinked(slot);
    try {
      return (await linked.calls[name](arg as never)) as ResultOf<Calls[Name]>;
    } catch (cause) {
      const died = cause instanceof Failure && cause.error.code === 'engineDied';
      if (!died) throw cause;
      const link = linkOf(slot);
      if (link.engine === linked) link.engine = null;
    }
  }
}

/** A stream that outlives engines: listened to again whenever there is a new one. */
export function listenEngine<Name extends keyof Streams & string>(
  stream: Name,
  arg: ArgOf<Streams[Name]>,
  listener: (value: ResultOf<Streams[Name]>) => void,
  slot = onScreen(),
): () => void {
  let stopOne: () => void = () => undefined;
  const stopAll = onEngine((linked) => {
    stopOne = linked.streams[stream](arg as never, listener as never);
  }, slot);
  return () => {
    stopAll();
    stopOne();
  };
}
