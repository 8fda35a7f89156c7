/** The least that every kind of MessagePort can do; each environment has its own adapter. */
export interface PortLike {
  post(message: unknown): void;
  /** One listener at a time; returns its disposer. Messages that came before are delivered when it is set. */
  listen(listener: (message: unknown) => void): () => void;
  /** Called when the other end is gone; not every port can tell. */
  onClose(listener: () => void): () => void;
  close(): void;
}
