/**
 * Begins `run` whenever it is asked for: one at a time, and one more afterwards where it was asked for meanwhile. Resolves when nothing
 * that was asked for is left. `run` never rejects.
 */
export function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running = false;
  let again = false;
  let ended = Promise.resolve();
  const runAll = async (): Promise<void> => {
    while (again) {
      again = false;
      await run();
    }
    running = false;
  };
  return () => {
    again = true;
    if (!running) {
      running = true;
      ended = runAll();
    }
    return ended;
  };
}
