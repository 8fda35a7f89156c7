import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'LATCHKEY_E2E_RUN';

/** The temporary folder of this run; worker processes inherit it through the environment. */
export function runDirectory(): string {
  process.env[VARIABLE] ??= mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
  return process.env[VARIABLE];
}

export function makeRunSubdirectory(name: string): string {
  const parent = join(runDirectory(), 'parts');
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  return mkdtempSync(join(parent, `${name}-`));
}

export function removeRunDirectory(): void {
  const path = process.env[VARIABLE];
  if (path === undefined) return;
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  delete process.env[VARIABLE];
}
