import type { PortLike } from './port.ts';

/** Two ends of a port in memory; messages are copied and arrive in order in later microtasks, as with a real one. */
export function fakePorts(): [PortLike, PortLike] {
  const ends: [End, End] = [new End(), new End()];
  ends[0].peer = ends[1];
  ends[1].peer = ends[0];
  return ends;
}

class End implements PortLike {
  peer: End | undefined;
  private listener: ((message: unknown) => void) | undefined;
  private readonly waiting: unknown[] = [];
  private readonly closing: (() => void)[] = [];
  private isClosed = false;

  post(message: unknown): void {
    const copy: unknown = JSON.parse(JSON.stringify(message));
    void Promise.resolve().then(() => this.peer?.receive(copy));
  }

  private receive(message: unknown): void {
    if (this.isClosed) return;
    if (this.listener) this.listener(message);
    else this.waiting.push(message);
  }

  listen(listener: (message: unknown) => void): () => void {
    this.listener = listener;
    for (const message of this.waiting.splice(0)) listener(message);
    return () => {
      this.listener = undefined;
    };
  }

  onClose(listener: () => void): () => void {
    this.closing.push(listener);
    return () => {
      this.closing.splice(this.closing.indexOf(listener), 1);
    };
  }

  close(): void {
    for (const end of [this, this.peer]) {
      if (!end || end.isClosed) continue;
      end.isClosed = true;
      for (const listener of [...end.closing]) listener();
    }
  }
}
