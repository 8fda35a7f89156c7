/** A wait that doubles with every try, up to `max`; `tries` counts from 0. */
export function backoff(first: number, max: number, tries: number): number {
  // Beyond that the power itself would leave the range of a number.
  return Math.min(first * 2 ** Math.min(tries, 20), max);
}
