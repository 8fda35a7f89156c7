import { portMessages } from '../core/contracts/ports.ts';

interface OwnPorts {
  readonly main: MessagePort;
  readonly store: MessagePort;
}

/** Ports come from main by way of the preload, which posts them to this very window. */
export function windowPorts(onPagePort: (port: MessagePort) => void): Promise<OwnPorts> {
  return new Promise((resolve) => {
    window.addEventListener('message', (event) => {
      if (event.source !== window) return;
      const type: unknown = (event.data as { type?: unknown } | null)?.type;
      const [first, second] = event.ports;
      if (type === portMessages.page && first) onPagePort(first);
      if (type === portMessages.ports && first && second) resolve({ main: first, store: second });
    });
  });
}

/** The page may be there before anything can be served. */
export class PagePorts {
  private readonly early: MessagePort[] = [];
  private serve: ((port: MessagePort) => void) | null = null;

  add(port: MessagePort): void {
    if (this.serve) this.serve(port);
    else this.early.push(port);
  }

  serveWith(serve: (port: MessagePort) => void): void {
    this.serve = serve;
    for (const port of this.early.splice(0)) serve(port);
  }
}
