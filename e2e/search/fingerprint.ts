import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from './searchTree.ts';

/** Hash by file. */
export type Fingerprint = Readonly<Record<string, string>>;

// Chromium's own bookkeeping changes whenever a window opens; these are what an account consists of.
const KEPT = [/^session\.json$/, /^erase\.json$/, /^accounts\//, /^Partitions\/acct-[^/]+\/IndexedDB\/.*\.(ldb|log)$/];

/** What a closed or waiting app must leave alone: record, journal, tokens, store, crypto store. */
export function fingerprint(profile: string): Fingerprint {
  const files = filesBelow(profile).map((path) => relative(profile, path));
  const kept = files.filter((file) => KEPT.some((pattern) => pattern.test(file))).sort();
  return Object.fromEntries(
    kept.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(profile, file)))
        .digest('hex'),
    ]),
  );
}
