/** Begins `run` whenever it is asked for: one at a time, and one more afterwards where it was asked for meanwhile. `run` never rejects. */
export function oneAtATime(run: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  return () => {
    again = true;
    if (running) return;
    running = true;
    void (async () => {
      while (again) {
        again = false;
        await run();
      }
      running = false;
    })();
  };
}
