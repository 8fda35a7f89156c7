import type { PortLike } from '../core/rpc/port.ts';

/** A DOM MessagePort; it starts when somebody listens, so nothing that came before is lost. */
export function domPort(port: MessagePort): PortLike {
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      port.onmessage = (event) => listener(event.data);
      return () => {
        port.onmessage = null;
      };
    },
    onClose(listener) {
      // Chromium fires `close` when the other end is gone; older ones never do, and then nothing is lost but the news.
      port.addEventListener('close', listener);
      return () => port.removeEventListener('close', listener);
    },
    close: () => port.close(),
  };
}
