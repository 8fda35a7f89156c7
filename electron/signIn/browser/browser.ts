/** The system's browser: where people sign in to other services, and where their passwords for those belong. */
export interface Browser {
  /** Rejects with a `Failure` where none can be opened. */
  readonly open: (url: string) => Promise<void>;
  /** Brings our own window to the front again. */
  readonly leave: () => void;
}
