import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import { useTimeLeft } from '../../ui/useCountdown.ts';

const waits = [3_000, 5_000, 10_000, 20_000, 30_000];

/**
 * Without a connection the same password is tried again by itself: after longer and longer waits, and at once when the system says that
 * there is a network.
 */
export function useRetry(problem: AppError | null, retry: () => void): { readonly waiting: boolean; readonly left: number } {
  const waiting = problem?.code === 'offline' || problem?.code === 'serverFailing';
  const [tries, setTries] = useState(0);
  const last = useRef<AppError | null>(null);
  const wait = waiting ? (waits[Math.min(tries, waits.length - 1)] ?? 30_000) : 0;
  const left = useTimeLeft(problem, wait);
  const latest = useRef(retry);
  useEffect(() => {
    latest.current = retry;
  });

  useEffect(() => {
    if (!waiting || last.current === problem) return undefined;
    function again(): void {
      last.current = problem;
      setTries((count) => count + 1);
      latest.current();
    }
    const timer = window.setTimeout(again, wait);
    window.addEventListener('online', again);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [waiting, problem, wait]);

  return { waiting, left };
}
