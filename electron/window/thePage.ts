import type { BrowserWindow, WebContents } from 'electron';
import { resolvers } from '../resolvers.ts';

/** The window that people see, from before there is one until after it is gone. */
export class ThePage {
  private window: BrowserWindow | null = null;
  private readonly open = resolvers();

  /** Null while there is none. */
  get contents(): WebContents | null {
    return this.window && !this.window.isDestroyed() ? this.window.webContents : null;
  }

  get isOpen(): Promise<void> {
    return this.open.promise;
  }

  opened(window: BrowserWindow): void {
    this.window = window;
    this.open.resolve();
  }

  /** Brings it to the front. */
  show(): void {
    const { window } = this;
    if (!window || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }
}
