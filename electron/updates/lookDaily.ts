const dayMs = 24 * 60 * 60 * 1000;

/** Looks once when things are quiet after a start, then daily. None of it keeps the program running. */
export function lookDaily(look: () => void, quietMs: number): void {
  setTimeout(look, quietMs).unref();
  setInterval(look, dayMs).unref();
}
