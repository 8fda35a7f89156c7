import type { Page } from '@playwright/test';
import type { App } from './launchApp.ts';

/** The hidden window of the account's engine; another one once the engine was started anew. */
export function engineWindow(app: App): Page {
  const found = app.electron.windows().find((window) => window.url().startsWith('app://engine/'));
  if (!found) throw new Error('there is no engine');
  return found;
}
