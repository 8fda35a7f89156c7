import type { Page } from '@playwright/test';
import type { App } from '../app/launchApp.ts';

/** In page, engine and main: what is measured right after it is what they keep, not what they have not yet thrown away. */
export async function collectGarbage({ electron }: App): Promise<void> {
  await Promise.all([collectInMain(electron), ...electron.windows().map(collect)].map((one) => one.catch(() => undefined)));
}

async function collect(window: Page): Promise<void> {
  const session = await window.context().newCDPSession(window);
  try {
    await session.send('HeapProfiler.collectGarbage');
  } finally {
    await session.detach();
  }
}

async function collectInMain(electron: App['electron']): Promise<void> {
  await electron.evaluate(() => {
    const shared = globalThis as { soakGc?: () => void };
    shared.soakGc ??= ((): (() => void) => {
      process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
      return process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    })();
    shared.soakGc();
  });
}
