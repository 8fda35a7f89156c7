import type { Contract, Handlers, Shapes } from '../contracts/contract.ts';
import type { AppError } from '../errors.ts';
import { isRpcMessage } from './messages.ts';
import type { RpcMessage } from './messages.ts';
import type { PortLike } from './port.ts';
import { parsed } from '../declare/shape.ts';
import type { Shape } from '../declare/shape.ts';

type AnyCall = (arg: unknown) => unknown;
type AnyStream = (arg: unknown, emit: (value: unknown) => void) => () => void;

/**
 * The answering end of a link: every call is answered exactly once, with a value or with an AppError; returns the disposer. With `shapes`
 * no argument reaches a handler that is not what the contract says; without, the other end is as trusted as this one.
 */
export function serve<C extends Contract>(
  port: PortLike,
  handlers: Handlers<C>,
  toError: (cause: unknown) => AppError,
  shapes?: Shapes<C>,
): () => void {
  const streams = new OpenStreams();
  const startStream = streamStarter(handlers.streams, shapes?.streams, toError);
  let open = true;

  function post(message: RpcMessage): void {
    if (open) port.post(message);
  }

  async function answer(id: number, name: string, arg: unknown): Promise<void> {
    try {
      const handler = ownMember<AnyCall>(handlers.calls, name);
      if (!handler) throw new Error(`no such call: ${name}`);
      post({ t: 'ok', id, value: await handler(read(shapes?.calls, name, arg)) });
    } catch (cause) {
      post({ t: 'error', id, error: toError(cause) });
    }
  }

  function begin(id: number, name: string, arg: unknown): void {
    if (!open) return;
    streams.begin(
      id,
      (emit) => startStream(name, arg, emit),
      (value) => post({ t: 'value', id, value }),
    );
  }

  function stop(): void {
    open = false;
    streams.endAll();
  }

  port.onClose(stop);
  const unlisten = port.listen((message) => {
    if (!isRpcMessage(message)) return;
    if (message.t === 'call') void answer(message.id, message.name, message.arg);
    if (message.t === 'listen') begin(message.id, message.name, message.arg);
    if (message.t === 'unlisten') streams.end(message.id);
  });
  return () => {
    unlisten();
    stop();
  };
}

/** What the other end listens to, by the number that it chose. */
class OpenStreams {
  private readonly ends = new Map<number, () => void>();

  /** Whatever the stream emits after its end is not heard. */
  begin(id: number, start: (emit: (value: unknown) => void) => (() => void) | undefined, hear: (value: unknown) => void): void {
    let listening = true;
    const dispose = start((value) => {
      if (listening) hear(value);
    });
    if (!dispose) return;
    this.ends.set(id, () => {
      listening = false;
      dispose();
    });
  }

  end(id: number): void {
    this.ends.get(id)?.();
    this.ends.delete(id);
  }

  endAll(): void {
    for (const id of [...this.ends.keys()]) this.end(id);
  }
}

/** A stream has no answer that could say no: it returns its disposer, or nothing. */
function streamStarter(streams: object, shapes: object | undefined, toError: (cause: unknown) => AppError) {
  return (name: string, arg: unknown, emit: (value: unknown) => void): (() => void) | undefined => {
    let argument: unknown;
    const handler = ownMember<AnyStream>(streams, name);
    try {
      if (!handler) throw new Error(`no such stream: ${name}`);
      argument = read(shapes, name, arg);
    } catch (cause) {
      toError(cause);
      return undefined;
    }
    return handler(argument, emit);
  };
}

function read(all: object | undefined, name: string, arg: unknown): unknown {
  const shape = all && ownMember<Shape<unknown>>(all, name);
  return shape ? parsed(shape, arg) : arg;
}

/** Only what the object itself holds: a name such as `constructor` from the other end finds nothing. */
function ownMember<T>(members: object, name: string): T | undefined {
  return Object.hasOwn(members, name) ? (members as Record<string, T>)[name] : undefined;
}
