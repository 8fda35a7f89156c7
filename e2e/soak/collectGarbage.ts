import type { Page } from '@playwright/test';
import type { App } from '../app/launchApp.ts';

/** In page and engine: what is measured right after it is what they keep, not what they have not yet thrown away. */
export async function collectGarbage({ electron }: App): Promise<void> {
  await Promise.all(electron.windows().map((window) => collect(window).catch(() => undefined)));
}

async function collect(window: Page): Promise<void> {
  const session = await window.context().newCDPSession(window);
  try {
    await session.send('HeapProfiler.collectGarbage');
  } finally {
    await session.detach();
  }
}
