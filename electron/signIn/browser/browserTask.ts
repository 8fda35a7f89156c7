import type { Browser } from './systemBrowser.ts';

/** The page that people are to visit for the sign-in under way, so that they can open it again or copy it. It is known to main alone. */
export class BrowserTask {
  private url: string | null = null;
  private readonly browser: Browser;

  constructor(browser: Browser) {
    this.browser = browser;
  }

  /** Opens it, and keeps it until `done`. */
  async begin(url: string): Promise<void> {
    this.url = url;
    await this.browser.open(url);
  }

  /** Keeps it without opening it. */
  note(url: string): void {
    this.url = url;
  }

  get page(): string | null {
    return this.url;
  }

  async again(): Promise<void> {
    if (this.url !== null) await this.browser.open(this.url);
  }

  /** The browser came back. */
  returned(): void {
    this.browser.leave();
  }

  done(): void {
    this.url = null;
  }
}
