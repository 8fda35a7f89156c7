import { Failure } from '../core/errors.ts';
import type { Gate } from './gate/gate.ts';

/** What a feature has only once the SDK runs and the account's rooms are in it. */
export class Late<T> {
  /** Once it is there; rejects where the account's data cannot be opened. */
  readonly ready: Promise<T>;
  private value: T | null = null;
  private settle!: (value: T) => void;
  private readonly gate: Gate;

  constructor(gate: Gate, failed: Promise<never>) {
    this.gate = gate;
    this.ready = Promise.race([new Promise<T>((resolve) => (this.settle = resolve)), failed]);
    // It may have no listener; a failure is reported where it happens.
    this.ready.catch(() => undefined);
  }

  get now(): T | null {
    return this.value;
  }

  set(value: T): void {
    this.value = value;
    this.settle(value);
  }

  /**
   * For what people wait for: it fails at once while the session is paused, instead of waiting for it. An engine that has just started is
   * no pause.
   */
  async answering(): Promise<T> {
    await this.gate.heard;
    if (!this.gate.isOpen) throw new Failure({ code: 'sessionPaused' });
    return this.ready;
  }
}
