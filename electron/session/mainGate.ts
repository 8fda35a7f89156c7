import type { Gate } from '../../core/features/session/mainCalls.ts';
import type { Credentials } from './credentials.ts';

/** The engine's gate as main wants it; every engine that starts hears the latest first. */
export class MainGate {
  private readonly credentials: Credentials;
  private readonly listeners = new Set<(gate: Gate) => void>();
  private gate: Gate = { is: 'held' };

  constructor(credentials: Credentials) {
    this.credentials = credentials;
  }

  get isOpen(): boolean {
    return this.gate.is === 'open';
  }

  hold(): void {
    this.set({ is: 'held' });
  }

  release(retry: boolean): void {
    const { tokens, epoch } = this.credentials;
    if (!tokens) return this.hold();
    this.set({ is: 'open', credentials: { epoch, accessToken: tokens.accessToken }, retry });
  }

  listen(listener: (gate: Gate) => void): () => void {
    this.listeners.add(listener);
    listener(this.gate);
    return () => this.listeners.delete(listener);
  }

  private set(gate: Gate): void {
    this.gate = gate;
    for (const listener of this.listeners) listener(gate);
  }
}
