import { ipcRenderer } from 'electron';

/** The only use of ipcRenderer: both preloads talk to main through here. */
export const link = {
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(channel, ...args),
  send: (channel: string, ...args: unknown[]): void => ipcRenderer.send(channel, ...args),
  on: (channel: string, listener: (args: unknown[], ports: readonly MessagePort[]) => void): void => {
    ipcRenderer.on(channel, (event, ...args: unknown[]) => listener(args, event.ports));
  },
};
