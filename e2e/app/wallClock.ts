import type { App } from './launchApp.ts';

/** Sets the wall clock of the app forward, or back, in main and in every window. Timers and the monotonic clock go on, as they do. */
export async function shiftWallClock(app: App, ms: number): Promise<void> {
  await app.electron.evaluate(async ({ webContents }, by) => {
    const shift = `(() => {
      const Real = globalThis.RealDate ?? Date;
      globalThis.RealDate = Real;
      globalThis.Date = class extends Real {
        constructor(...args) { if (args.length > 0) super(...args); else super(Real.now() + ${by}); }
        static now() { return Real.now() + ${by}; }
      };
    })()`;
    // oxlint-disable-next-line no-eval -- the same text also goes to the windows
    (0, eval)(shift);
    await Promise.all(webContents.getAllWebContents().map((contents) => contents.executeJavaScript(shift)));
  }, ms);
}
