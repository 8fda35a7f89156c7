import type { MessagePortMain } from 'electron';
import type { PortLike } from '../core/rpc/port.ts';

/** A port of this process as the links see it. */
export function portOf(port: MessagePortMain): PortLike {
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      const onMessage = (event: Electron.MessageEvent): void => listener(event.data);
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
