import { useEffect, useState } from 'react';
import type { AppError } from '../../core/errors.ts';

/** Milliseconds until the server takes another try; 0 where it takes one now. Counts from the moment the error arrived. */
export function useCountdown(problem: AppError | null): number {
  const wait = problem?.code === 'rateLimited' ? problem.retryAfterMs : 0;
  return useTimeLeft(problem, wait);
}

/** Milliseconds left of `wait`, counted anew whenever `since` is another object. */
export function useTimeLeft(since: unknown, wait: number): number {
  const [start, setStart] = useState({ since, at: performance.now() });
  const [now, setNow] = useState(() => performance.now());
  if (start.since !== since) {
    const at = performance.now();
    setStart({ since, at });
    setNow(at);
  }
  const left = Math.max(0, start.at + wait - now);
  const counting = left > 0;
  useEffect(() => {
    if (!counting) return undefined;
    const timer = window.setInterval(() => setNow(performance.now()), 250);
    return () => window.clearInterval(timer);
  }, [counting, start]);
  return left;
}
