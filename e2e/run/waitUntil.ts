import { setTimeout as sleep } from 'node:timers/promises';
import { within } from './within.ts';

/** Polls until `probe` answers something truthy; the error names what was waited for, also where a probe itself hangs. */
export async function waitUntil<T>(
  what: string,
  probe: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 50 } = {},
): Promise<NonNullable<T>> {
  let over = false;
  const poll = async (): Promise<NonNullable<T>> => {
    for (;;) {
      const value = await probe();
      if (value) return value;
      // Nobody hears this one any more.
      if (over) throw new Error(`gave up on ${what}`);
      await sleep(everyMs);
    }
  };
  try {
    return await within(what, poll(), timeoutMs);
  } finally {
    over = true;
  }
}
