/** This many secrets that are used no more are still kept from the log: with tokens of five minutes that is most of a day. */
const maxRetired = 200;

/**
 * The texts that must never be written. What is in use stays for good; what was rotated away is forgotten in its order, so that a long
 * run's log lines stay cheap.
 */
export class Concealed {
  private readonly inUse = new Set<string>();
  private readonly retired = new Set<string>();

  get size(): number {
    return this.inUse.size + this.retired.size;
  }

  add(secret: string): void {
    // Short texts would blank out harmless ones.
    if (secret.length < 6) return;
    this.retired.delete(secret);
    this.inUse.add(secret);
  }

  /** Nobody uses it any more; something slow may still tell of it. */
  retire(secret: string): void {
    if (!this.inUse.delete(secret)) return;
    this.retired.add(secret);
    for (const oldest of this.retired) {
      if (this.retired.size <= maxRetired) return;
      this.retired.delete(oldest);
    }
  }

  redact(text: string): string {
    let result = text;
    for (const secrets of [this.inUse, this.retired]) for (const secret of secrets) result = result.replaceAll(secret, '[secret]');
    return result;
  }
}
