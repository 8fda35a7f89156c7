// Each process has these; core knows neither the DOM's nor Node's.
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** What the work resolves to, or after `limitMs` what `late` says; the work itself goes on. */
export async function within<T, L>(limitMs: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let timer: unknown;
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late()), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves once all of the work has ended, well or not, or after `limitMs`; the work itself goes on. */
export async function endWithin(limitMs: number, work: readonly Promise<unknown>[]): Promise<void> {
  if (work.length > 0) await within(limitMs, Promise.allSettled(work), () => undefined);
}
