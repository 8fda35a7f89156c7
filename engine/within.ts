/** Resolves once all of the work has ended, well or not, or after `limitMs`; the work itself goes on. */
export async function endedWithin(limitMs: number, work: readonly Promise<unknown>[]): Promise<void> {
  if (work.length === 0) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([limit, Promise.allSettled(work)]);
  clearTimeout(timer);
}
