import { contextBridge } from 'electron';
import type { HostAnswer, HostBridge } from '../core/contracts/host.ts';
import { channels } from './host/channels.ts';
import { link } from './preloadLink.ts';

type StreamName = Parameters<HostBridge['listen']>[0];

type Listener = Parameters<HostBridge['listen']>[1];

const listeners = new Map<string, Set<Listener>>();

link.on(channels.stream, ([name, value, slot]) => {
  for (const listener of listeners.get(String(name)) ?? []) listener(value, String(slot));
});

// Ports can only be handed on by a message to the window itself.
link.on(channels.engine, ([slot], ports) => window.postMessage({ type: channels.engine, slot }, window.origin, [...ports]));

function listen(stream: StreamName, listener: Listener): () => void {
  const known = listeners.get(stream) ?? new Set();
  listeners.set(stream, known.add(listener));
  link.send(channels.listen, stream);
  return () => void known.delete(listener);
}

const bridge: HostBridge = {
  call: (slot, name, arg) => link.invoke(channels.call, slot, name, arg) as Promise<HostAnswer>,
  listen,
  wantEngine: () => link.send(channels.wantEngine),
};
contextBridge.exposeInMainWorld('latchkey', bridge);
