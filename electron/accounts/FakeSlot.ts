import type { SessionState, StateOf } from '../../core/session/states.ts';
import type { Slot } from './slot.ts';

export const signedOut: StateOf<'signedOut'> = { phase: 'signedOut', attempt: 1, problem: null, homeserver: '', username: '' };

/** A slot whose state a test sets by hand. */
export class FakeSlot {
  readonly id: string;
  started = 0;
  readonly sent: string[] = [];
  readonly runner: { state: SessionState; send: (event: { type: string }) => void };
  private readonly slug: string | null;

  constructor(id: string, slug: string | null, state: SessionState = signedOut) {
    this.id = id;
    this.slug = slug;
    this.runner = {
      state,
      send: ({ type }) => {
        this.sent.push(type);
        if (type === 'cancelled') this.runner.state = signedOut;
      },
    };
  }

  get asSlot(): Slot {
    return this as unknown as Slot;
  }

  get owner(): { slug: string } | null {
    return this.isEmpty || this.slug === null ? null : { slug: this.slug };
  }

  get isEmpty(): boolean {
    return this.runner.state.phase === 'signedOut' || this.runner.state.phase === 'erased';
  }

  get summary(): { slot: string } {
    return { slot: this.id };
  }

  get hasStarted(): boolean {
    return this.started > 0;
  }

  start(): void {
    this.started += 1;
  }
}
