import type { PortLike } from '../../core/rpc/port.ts';

/** A DOM MessagePort as the links see it. */
export function domPort(port: MessagePort): PortLike {
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      const onMessage = (event: MessageEvent): void => listener(event.data);
      port.addEventListener('message', onMessage);
      // Messages wait in the port until it is started.
      port.start();
      return () => port.removeEventListener('message', onMessage);
    },
    onClose(listener) {
      port.addEventListener('close', listener);
      return () => port.removeEventListener('close', listener);
    },
    close: () => port.close(),
  };
}
