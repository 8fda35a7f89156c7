const defaultMs = 5_000;
const longestMs = 24 * 60 * 60 * 1000;

/** Milliseconds to wait: `Retry-After` (seconds or HTTP date) first, then `retry_after_ms` of the body (C11, H11). */
export function retryAfterMs(header: string | null, body: unknown, now: number): number {
  const wait = fromHeader(header, now) ?? fromBody(body) ?? defaultMs;
  return Math.min(Math.max(Math.ceil(wait), 0), longestMs);
}

function fromHeader(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date - now;
}

function fromBody(body: unknown): number | null {
  if (typeof body !== 'object' || body === null || !('retry_after_ms' in body)) return null;
  return typeof body.retry_after_ms === 'number' && Number.isFinite(body.retry_after_ms) ? body.retry_after_ms : null;
}
