import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { waitUntil } from '../../../e2e/run/waitUntil.ts';
import { root } from '../../root.mjs';

/** States what must hold now, or soon; fails the tour when it does not. */
type Check = (what: string, holds: () => boolean | Promise<boolean>) => Promise<void>;

export interface Step {
  readonly name: string;
  readonly run: (check: Check) => Promise<void>;
}

const patienceMs = 20_000;
const shots = join(root, 'demo-shots');

/** Runs one step; prints what was checked, the time it took and where its picture is. False: a check did not hold. */
export async function takeStep(number: number, { name, run }: Step, page: () => Page | undefined): Promise<boolean> {
  console.log(`\n${number}. ${name}`);
  const began = performance.now();
  const check: Check = async (what, holds) => {
    await waitUntil(what, holds, { timeoutMs: patienceMs, everyMs: 20 });
    console.log(`   ✓ ${what}`);
  };
  const problem = await run(check).then(
    () => null,
    (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(2);
  if (problem !== null) console.log(`   ✗ ${problem}`);
  const shot = await takeShot(page(), `${number}-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.png`);
  console.log(`   ${seconds} s, ${shot}`);
  return problem === null;
}

async function takeShot(page: Page | undefined, file: string): Promise<string> {
  mkdirSync(shots, { recursive: true });
  const path = join(shots, file);
  try {
    if (!page) return 'no window to take a picture of';
    await page.screenshot({ path, timeout: 5_000 });
    return relative(root, path);
  } catch (cause) {
    return `no picture: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`;
  }
}
