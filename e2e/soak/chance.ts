/** A generator that answers the same numbers for the same seed. */
export interface Chance {
  /** 0 ≤ number < 1. */
  readonly next: () => number;
  readonly between: (least: number, most: number) => number;
  /** A whole number; both ends can come. */
  readonly whole: (least: number, most: number) => number;
}

/** `purpose` gives each part of the run a generator of its own: what one draws moves none of the others. */
export function chance(seed: number, purpose: string): Chance {
  let state = (seed ^ hash(purpose)) >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + next() * (most - least);
  return { next, between, whole: (least, most) => Math.floor(between(least, most + 1)) };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
