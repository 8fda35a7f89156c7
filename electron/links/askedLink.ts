import type { AskedLink } from '../../core/features/links/hostCalls.ts';
import type { SessionState } from '../../core/session/states.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import { isMatrixLink, parseMatrixLink } from '../../core/links/parseMatrixLink.ts';

/**
 * The `matrix:` link that somebody has followed outside, until the page has shown what it names: the newest one, in memory only. Who is
 * signed out sees it after the sign-in; it goes with an account that is destroyed. It is never written down, and no log names it.
 */
export class AskedLinkHolder {
  private readonly listeners = new Listeners<AskedLink | null>();
  private held: AskedLink | null = null;
  private count = 0;

  get current(): AskedLink | null {
    return this.held;
  }

  listen(listener: (asked: AskedLink | null) => void): Disposer {
    return this.listeners.add(listener);
  }

  /** False: it is no link into Matrix. One that names nothing is kept, too, so that people are told. */
  ask(text: string): boolean {
    if (!isMatrixLink(text)) return false;
    this.count += 1;
    this.put({ number: this.count, link: parseMatrixLink(text) });
    return true;
  }

  /** The page has shown it; a newer one stays. */
  shown(number: number): void {
    if (this.held?.number === number) this.put(null);
  }

  /** It goes with an account that is destroyed. */
  heard({ phase }: Pick<SessionState, 'phase'>): void {
    if (phase === 'erasing' && this.held !== null) this.put(null);
  }

  private put(asked: AskedLink | null): void {
    this.held = asked;
    this.listeners.tell(asked);
  }
}
