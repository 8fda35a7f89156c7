import type { App } from '../app/launchApp.ts';

/** The engine's crypto store takes nothing for so long, as on a full disk or with a storage service that is dying. */
export async function refuseCryptoWrites({ electron }: App, ms: number): Promise<void> {
  const engine = electron.windows().find((window) => window.url().startsWith('app://engine'));
  await engine?.evaluate((forMs) => {
    const { put, add, delete: remove } = IDBObjectStore.prototype;
    const refuse = (): never => {
      throw new DOMException('Refused by the soak', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { put: refuse, add: refuse, delete: refuse });
    setTimeout(() => Object.assign(IDBObjectStore.prototype, { put, add, delete: remove }), forMs);
  }, ms);
}
