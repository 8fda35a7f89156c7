import type { MediaAnswer, MediaQuestion } from '../../core/features/media/mainCalls.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';

interface Pending {
  readonly target: MediaTarget;
  readonly resolve: (answer: MediaAnswer) => void;
}

/** Main's questions to the engine; one that starts anew hears again what has not been answered. */
export class EngineAsker {
  private readonly pending = new Map<number, Pending>();
  private emit: ((question: MediaQuestion) => void) | null = null;
  private count = 0;

  listen(emit: (question: MediaQuestion) => void): () => void {
    this.emit = emit;
    for (const [question, { target }] of this.pending) emit({ question, target });
    return () => {
      if (this.emit === emit) this.emit = null;
    };
  }

  answered({ question, answer }: { readonly question: number; readonly answer: MediaAnswer }): void {
    this.pending.get(question)?.resolve(answer);
  }

  /** Waits for an engine, and for what it has to load. */
  async ask(target: MediaTarget, signal: AbortSignal): Promise<MediaAnswer> {
    const question = (this.count += 1);
    try {
      return await new Promise<MediaAnswer>((resolve, reject) => {
        signal.throwIfAborted();
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        this.pending.set(question, { target, resolve });
        this.emit?.({ question, target });
      });
    } finally {
      this.pending.delete(question);
    }
  }
}
