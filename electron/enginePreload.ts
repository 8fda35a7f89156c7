import { channels } from './host/channels.ts';
import { link } from './preloadLink.ts';

// Module scripts have run when the document is ready, so nothing is posted before somebody listens.
const ready = new Promise<void>((resolve) => window.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));

for (const channel of [channels.ports, channels.page]) {
  link.on(channel, (_args, ports) => void ready.then(() => window.postMessage({ type: channel }, '*', [...ports])));
}
link.send(channels.wantPorts);
