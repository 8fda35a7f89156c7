import type { MessagePortMain } from 'electron';
import type { PortLike } from '../../core/rpc/port.ts';

/** A port of main as the links see it. */
export function portOf(port: MessagePortMain): PortLike {
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      const onMessage = (event: { data: unknown }): void => listener(event.data);
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
