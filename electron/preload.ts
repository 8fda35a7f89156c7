import { contextBridge } from 'electron';
import type { HostAnswer, HostBridge } from '../core/contracts/host.ts';
import { channels } from './host/channels.ts';
import { link } from './preloadLink.ts';

type StreamName = Parameters<HostBridge['listen']>[0];

const listeners = new Map<string, Set<(value: unknown) => void>>();

link.on(channels.stream, ([name, value]) => {
  for (const listener of listeners.get(String(name)) ?? []) listener(value);
});

// Ports can only be handed on by a message to the window itself.
link.on(channels.engine, (_args, ports) => window.postMessage({ type: channels.engine }, window.origin, [...ports]));

function listen(stream: StreamName, listener: (value: unknown) => void): () => void {
  const known = listeners.get(stream) ?? new Set();
  listeners.set(stream, known.add(listener));
  link.send(channels.listen, stream);
  return () => void known.delete(listener);
}

const bridge: HostBridge = {
  call: (name, arg) => link.invoke(channels.call, name, arg) as Promise<HostAnswer>,
  listen,
  wantEngine: () => link.send(channels.wantEngine),
};
contextBridge.exposeInMainWorld('latchkey', bridge);
