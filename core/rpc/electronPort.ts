import type { PortLike } from './port.ts';

/** As much of Electron's `MessagePortMain` as a link uses; main and the store have such ports. */
interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  off(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A port of Electron as the links see it. */
export function portOf(port: ElectronPort): PortLike {
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      const onMessage = (event: { readonly data: unknown }): void => listener(event.data);
      port.on('message', onMessage);
      port.start();
      return () => port.off('message', onMessage);
    },
    onClose(listener) {
      port.on('close', listener);
      return () => port.off('close', listener);
    },
    close: () => port.close(),
  };
}
