import type { ClientEventHandlerMap, EmittedEvents, MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Disposer } from '../../core/listeners.ts';

/** Hears the client's events by name, until what this returns is called. */
export function listenTo(client: Pick<MatrixClient, 'on' | 'off'>, handlers: Partial<ClientEventHandlerMap>): Disposer {
  const all = Object.entries(handlers) as [EmittedEvents, never][];
  for (const [event, handler] of all) client.on(event, handler);
  return () => {
    for (const [event, handler] of all) client.off(event, handler);
  };
}
