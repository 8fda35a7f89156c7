import type { Client, Contract } from '../contracts/contract.ts';
import { Failure } from '../errors.ts';
import type { AppError } from '../errors.ts';
import { readError } from '../readError.ts';
import { isRpcMessage } from './messages.ts';
import type { RpcMessage } from './messages.ts';
import type { PortLike } from './port.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

const gone: AppError = { code: 'engineDied', process: 'engine' };

/** The asking end of a link. Calls under way when the port closes, and all after that, are rejected with `whenClosed`. */
export function connect<C extends Contract>(port: PortLike, whenClosed: AppError = gone): Client<C> {
  const calls = new Map<number, Waiting>();
  const streams = new Map<number, (value: never) => void>();
  let lastId = 0;
  let closed = false;

  function end(): void {
    if (closed) return;
    closed = true;
    for (const waiting of calls.values()) waiting.reject(new Failure(whenClosed));
    calls.clear();
    streams.clear();
  }

  port.onClose(end);
  port.listen((message) => {
    if (!isRpcMessage(message) || closed) return;
    if (message.t === 'value') streams.get(message.id)?.(message.value as never);
    else settle(calls, message);
  });

  function call(name: string, arg: unknown): Promise<unknown> {
    if (closed) return Promise.reject(new Failure(whenClosed));
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      calls.set(id, { resolve, reject });
      try {
        port.post({ t: 'call', id, name, arg });
      } catch (cause) {
        calls.delete(id);
        reject(cause instanceof Error ? cause : new Error('the argument cannot cross the link'));
      }
    });
  }

  function listen(name: string, arg: unknown, listener: (value: never) => void): () => void {
    if (closed) return () => undefined;
    const id = ++lastId;
    streams.set(id, listener);
    port.post({ t: 'listen', id, name, arg });
    return () => {
      if (streams.delete(id) && !closed) port.post({ t: 'unlisten', id });
    };
  }

  return {
    calls: named((name) => (arg: unknown) => call(name, arg)) as Client<C>['calls'],
    streams: named((name) => (arg: unknown, listener: (value: never) => void) => listen(name, arg, listener)) as Client<C>['streams'],
    close() {
      end();
      port.close();
    },
  };
}

function settle(calls: Map<number, Waiting>, message: RpcMessage): void {
  if (message.t !== 'ok' && message.t !== 'error') return;
  const waiting = calls.get(message.id);
  calls.delete(message.id);
  if (message.t === 'ok') waiting?.resolve(message.value);
  else waiting?.reject(new Failure(readError(message.error)));
}

/** An object that makes its members when they are asked for. */
function named(make: (name: string) => unknown): unknown {
  const made = new Map<string, unknown>();
  return new Proxy(
    {},
    {
      get(_target, name) {
        // `then` must stay absent, or awaiting the object would call it.
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (!made.has(name)) made.set(name, make(name));
        return made.get(name);
      },
    },
  );
}
