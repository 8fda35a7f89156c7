import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectory } from './runDirectory.ts';

const known = new Set<string>();
const secretsFile = (): string => join(runDirectory(), 'secrets');

/** Remembers a password, token or key that this run used, for the search of all logs at its end. */
export function registerSecret(secret: string): string {
  // Anything shorter would be found by chance.
  if (secret.length < 8 || known.has(secret)) return secret;
  known.add(secret);
  appendFileSync(secretsFile(), `${JSON.stringify(secret)}\n`, { mode: 0o600 });
  return secret;
}

/** Every secret that any process of this run has used so far. */
export function secretsUsed(): readonly string[] {
  if (!existsSync(secretsFile())) return [];
  const lines = readFileSync(secretsFile(), 'utf8').split('\n').filter(Boolean);
  return [...new Set(lines.map((line) => JSON.parse(line) as string))];
}
