import type { PortLike } from './port.ts';

/** As much of a DOM `MessagePort` as a link uses; the engine and the page have such ports. */
interface DomPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/** A DOM `MessagePort` as the links see it. */
export function domPort(port: DomPort): PortLike {
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      const onMessage = (event: { readonly data: unknown }): void => listener(event.data);
      port.addEventListener('message', onMessage);
      // Messages wait in the port until it is started, so nothing that came before is lost.
      port.start();
      return () => port.removeEventListener('message', onMessage);
    },
    onClose(listener) {
      // Chromium fires `close` when the other end is gone.
      port.addEventListener('close', listener);
      return () => port.removeEventListener('close', listener);
    },
    close: () => port.close(),
  };
}
