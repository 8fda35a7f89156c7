/** How long messages are kept on this computer; the server has them still. */
export const choices = ['everything', 'year', 'threeMonths', 'month'] as const;
export type Keeps = (typeof choices)[number];

export interface Kept {
  readonly keeps: Keeps;
  /** What all of it takes on the disk, about. */
  readonly bytes: number;
  /** What each choice would give back of that. */
  readonly frees: Readonly<Record<Keeps, number>>;
}

const dayMs = 86_400_000;
const daysOf: Readonly<Record<Keeps, number>> = { everything: Infinity, year: 365, threeMonths: 92, month: 31 };

/**
 * What was sent before this is older than is kept; 0: nothing is. `newest`: when the newest message was sent. A clock that is wrong by years must not take what is
 * young, so it is at most as late as that.
 */
export function keptSince(keeps: Keeps, now: number, newest: number): number {
  const since = Math.min(now, newest) - daysOf[keeps] * dayMs;
  return Number.isFinite(since) ? Math.max(0, Math.floor(since)) : 0;
}

export const readKeeps = (text: string | null): Keeps => choices.find((choice) => choice === text) ?? 'everything';
