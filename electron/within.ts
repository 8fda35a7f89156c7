/** What the work resolves to, or after `limitMs` what `late` says; the work itself goes on. */
export async function within<T, L>(limitMs: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late()), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for an end, whether it is a good one or not, at most so long. */
export async function endWithin(limitMs: number, work: Promise<unknown>): Promise<void> {
  await within(
    limitMs,
    work.catch(() => undefined),
    () => undefined,
  );
}
