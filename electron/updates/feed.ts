import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { cut, plainText } from '../../core/text/plainText.ts';
import { isNewer, longestNotes, signedPrefix, spkiPrefix, versionPattern } from '../../core/features/updates/feedText.ts';
import { Refused } from './refused.ts';

/** A plain name beside the feed: it leads to no other folder, host or scheme. */
const fileShape = z.strictObject({
  url: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9][\w.+-]*$/),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z.number().int().min(1).max(2_000_000_000),
});

const feedShape = z.strictObject({
  version: z.string().regex(versionPattern),
  files: z.array(fileShape).min(1).max(20),
  releaseDate: z.iso.datetime(),
  expires: z.iso.datetime(),
  releaseNotes: z.string().max(longestNotes),
});

export type Feed = z.infer<typeof feedShape>;
export type FeedFile = Feed['files'][number];

/** Not a byte of a feed is read before its signature has been found good. Throws a `Refused`. */
export function readFeed({
  name,
  bytes,
  signatures,
  keys,
}: {
  name: string;
  bytes: Buffer;
  signatures: string;
  keys: readonly string[];
}): Feed {
  const signed = Buffer.concat([Buffer.from(signedPrefix(name)), bytes]);
  const lines = signatures
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^[A-Za-z0-9+/]{86}==$/.test(line))
    .slice(0, 4);
  if (lines.length === 0) throw new Refused({ is: 'unsigned' });
  const good = lines.some((line) => keys.some((key) => verify(null, signed, publicKey(key), Buffer.from(line, 'base64'))));
  if (!good) throw new Refused({ is: 'wrongSignature' });
  const { data } = feedShape.safeParse(parsed(bytes));
  if (!data) throw new Refused({ is: 'unreadable' });
  return data;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

function publicKey(base64: string) {
  return createPublicKey({
    key: Buffer.concat([Buffer.from(spkiPrefix, 'hex'), Buffer.from(base64, 'base64')]),
    format: 'der',
    type: 'spki',
  });
}

export interface FeedJudge {
  readonly running: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the newest feed that was ever taken was signed. */
  readonly newestIssued: number;
}

/**
 * What is signed may still be shown again, or be for somebody who runs less. Throws a `Refused`; returns whether there is something newer.
 */
export function judgeFeed(feed: Feed, { running, now, newestIssued }: FeedJudge): boolean {
  const issuedAt = Date.parse(feed.releaseDate);
  if (issuedAt < newestIssued) throw new Refused({ is: 'rolledBack' });
  if (Date.parse(feed.expires) <= now) throw new Refused({ is: 'expired', issuedAt });
  if (isNewer(running, feed.version)) throw new Refused({ is: 'older' });
  return isNewer(feed.version, running);
}

const longestShown = 8_000;

/** For the page: what cannot be seen is gone, and no more of it than people read. */
export function shownNotes(notes: string): string {
  const text = plainText(notes).trim();
  return text.length > longestShown ? `${cut(text, longestShown)}…` : text;
}
