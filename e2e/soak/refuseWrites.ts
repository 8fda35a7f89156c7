import type { App } from '../app/launchApp.ts';

/** The engine's crypto store takes nothing for so long, as on a full disk or with a storage service that is dying. */
export async function refuseCryptoWrites({ electron }: App, ms: number): Promise<void> {
  const engine = electron.windows().find((window) => window.url().startsWith('app://engine'));
  await engine?.evaluate((forMs) => {
    const { put, add, delete: remove } = IDBObjectStore.prototype;
    // No function of a name: what runs this file gives names to functions by a helper that the window lacks.
    for (const write of ['put', 'add', 'delete']) {
      Object.assign(IDBObjectStore.prototype, {
        [write]() {
          throw new DOMException('Refused by the soak', 'QuotaExceededError');
        },
      });
    }
    setTimeout(() => Object.assign(IDBObjectStore.prototype, { put, add, delete: remove }), forMs);
  }, ms);
}
