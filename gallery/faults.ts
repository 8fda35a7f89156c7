import type { ConsoleMessage, Page } from '@playwright/test';

/**
 * What a page complains of: errors thrown or printed (a refusal by its content policy is one), and requests that are not for its own files, or for
 * those of messages.
 */
export class PageFaults {
  private found: string[] = [];

  constructor(page: Page) {
    page.on('pageerror', (error) => this.found.push(`error: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (isChromiums(message)) return;
      if (message.type() === 'error' || message.type() === 'warning') this.found.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!/^(http:\/\/127\.0\.0\.1:|about:|media:)/.test(request.url())) this.found.push(`request: ${request.url()}`);
    });
    page.on('crash', () => this.found.push('the page crashed'));
  }

  /** Those since the last time. */
  take(): readonly string[] {
    const taken = this.found;
    this.found = [];
    return taken;
  }
}

/**
 * Now and then Chromium asks once more by itself for a picture that it has, and its own question is refused: no line of the page asked, and the page
 * is not told (no `securitypolicyviolation`). What the page asks for has a line.
 */
function isChromiums(message: ConsoleMessage): boolean {
  return message.text().startsWith("Refused to connect to 'media:") && message.location().lineNumber === 0;
}
