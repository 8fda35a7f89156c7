/** A window of a list that was scrolled up, put before what is known of it: where both show the same rows, these come once. */
export function prepend(window: readonly string[], known: readonly string[]): readonly string[] | null {
  if (known.length === 0) return window;
  for (let from = 0; from < window.length; from += 1) {
    const shared = window.slice(from);
    if (shared.every((text, at) => at >= known.length || text === known[at])) return [...window.slice(0, from), ...known];
  }
  return null;
}
