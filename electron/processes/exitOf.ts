/** Waits for an end, at most so long, whether it is a good one or not. */
export async function exitOf(end: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([end.catch(() => undefined), limit]);
  clearTimeout(timer);
}
