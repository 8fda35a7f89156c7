/** A file of the account, here or on its way. Reading throws a `MediaFailure` where it cannot go on. */
export interface MediaFile {
  /** Bytes; null: not known yet. */
  readonly total: number | null;
  /** Resolves when all of it is here and was found right. */
  whole(): Promise<void>;
  /** Resolves when so many of the first bytes are here, and `total` is known where the server says it. */
  begun(bytes: number): Promise<void>;
  /** Some of the bytes from `from` on, at least one; empty: there are no more. */
  read(from: number, to: number): Promise<Buffer>;
}
