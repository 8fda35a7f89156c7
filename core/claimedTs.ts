/** A date that JavaScript can hold and people can read: 1970 to the year 9999. */
export const latestTs = 253_402_300_799_999;

export const isTs = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= latestTs;

/** Clocks differ; up to this much later than it came, a date is believed. */
const skewMs = 5 * 60_000;

/**
 * When an event says that it was sent (CS "origin_server_ts": only its sender's server vouches for it): not before its room was made, and
 * not after it came. `arrived` is when this device got it; `since` the room's creation, 0 where it is not known. Milliseconds since the
 * epoch.
 */
export function claimedTs(claimed: unknown, since: number, arrived: number): number {
  if (typeof claimed !== 'number' || Number.isNaN(claimed)) return arrived;
  if (claimed > arrived + skewMs) return arrived;
  return Math.trunc(Math.max(claimed, Math.min(since, arrived), 0));
}
