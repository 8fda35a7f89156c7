import { app } from 'electron';
import type { Event } from 'electron';

export interface QuitParts {
  readonly engine: { readonly close: () => Promise<void> };
  /** Resolves once tokens that are on their way are sealed. */
  readonly whenTokensSealed: (limitMs: number) => Promise<void>;
  /** Asks the page to keep what is unsaved, such as a draft that was typed a moment ago. */
  readonly askPage: () => void;
  readonly hasPage: () => boolean;
  /** Once all of it has ended. */
  readonly last: () => Promise<void>;
}

export interface Leaving {
  readonly isUnderWay: boolean;
  pageIsReady(): void;
  /** The window's own close button is a wish to quit. */
  pageCloses(event: Event): void;
}

/** A page that does not answer must not keep the app from quitting. */
const pageMayTakeMs = 1_000;
/** Nor a server that does not answer; a token that is lost costs one more sign-in. */
const tokensMayTakeMs = 3_000;

/** Quits in order: the page keeps what it holds, new tokens are sealed, the store is flushed, the children have ended, then main ends. */
export function quitInOrder({ engine, whenTokensSealed, askPage, hasPage, last }: QuitParts): Leaving {
  let stage: 'running' | 'leaving' | 'closed' = 'running';
  let pageIsReady = (): void => undefined;

  function pageKeeps(): Promise<void> {
    if (!hasPage()) return Promise.resolve();
    return new Promise((resolve) => {
      pageIsReady = resolve;
      setTimeout(resolve, pageMayTakeMs);
      askPage();
    });
  }

  async function leave(): Promise<void> {
    stage = 'leaving';
    await Promise.all([pageKeeps(), whenTokensSealed(tokensMayTakeMs).catch(() => undefined)]);
    await engine.close().catch(() => undefined);
    await last().catch(() => undefined);
    stage = 'closed';
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (stage === 'closed') return;
    event.preventDefault();
    if (stage === 'running') void leave();
  });
  return {
    get isUnderWay() {
      return stage !== 'running';
    },
    pageIsReady: () => pageIsReady(),
    pageCloses(event) {
      if (stage === 'closed') return;
      event.preventDefault();
      app.quit();
    },
  };
}
