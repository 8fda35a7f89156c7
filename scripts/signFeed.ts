// `npm run sign-feed -- FEED FILE… [--notes FILE] [--days 60] [--app-version X.Y.Z]`: writes an update feed and its signature, on the
// machine that releases. `npm run sign-feed -- --new-key FILE` makes a key. The private key comes from LATCHKEY_FEED_KEY_FILE or
// LATCHKEY_FEED_KEY (PEM), never from an argument, which every process of the machine can read.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { longestFeed, longestNotes, signatureName, signedPrefix, versionPattern } from '../core/features/updates/feedText.ts';
import { root } from './root.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    'new-key': { type: 'string' },
    notes: { type: 'string' },
    days: { type: 'string', default: '60' },
    'app-version': { type: 'string' },
    issued: { type: 'string' },
  },
});

function privateKey(): KeyObject {
  const file = process.env.LATCHKEY_FEED_KEY_FILE;
  const pem = file ? readFileSync(file, 'utf8') : process.env.LATCHKEY_FEED_KEY;
  if (!pem) throw new Error('No key: set LATCHKEY_FEED_KEY_FILE to its file, or LATCHKEY_FEED_KEY to the key itself.');
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not an Ed25519 key.');
  return key;
}

/** As `electron/updates/pinnedKeys.ts` has it. */
const publicText = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

function newKey(file: string): void {
  const { privateKey: key } = generateKeyPairSync('ed25519');
  writeFileSync(file, key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  console.log(publicText(key));
}

function entryOf(file: string) {
  const url = basename(file);
  if (!/^[A-Za-z0-9][\w.+-]*$/.test(url)) throw new Error(`${url}: a name that the application would refuse.`);
  return { url, sha512: createHash('sha512').update(readFileSync(file)).digest('base64'), size: statSync(file).size };
}

function feedText(files: readonly string[]): string {
  const version = values['app-version'] ?? (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  const days = Number(values.days);
  const issued = values.issued === undefined ? new Date() : new Date(values.issued);
  const notes = values.notes === undefined ? '' : readFileSync(values.notes, 'utf8').trim();
  if (!versionPattern.test(version)) throw new Error(`${version} is not a version that can be offered.`);
  if (!(days > 0 && days <= 400)) throw new Error('--days: between 1 and 400.');
  if (notes.length > longestNotes) throw new Error(`The notes are longer than ${longestNotes} characters.`);
  const expires = new Date(issued.getTime() + days * 86_400_000);
  // JSON, which is YAML as well.
  return `${JSON.stringify({ version, files: files.map(entryOf), releaseDate: issued.toISOString(), expires: expires.toISOString(), releaseNotes: notes }, null, 2)}\n`;
}

function main(): void {
  if (values['new-key'] !== undefined) return newKey(values['new-key']);
  const [feed, ...files] = positionals;
  if (feed === undefined || files.length === 0)
    throw new Error('Usage: npm run sign-feed -- FEED FILE… [--notes FILE] [--days 60] [--app-version X.Y.Z]');
  const name = basename(feed);
  if (!/^latest(-mac|-linux(-\w+)?)?\.yml$/.test(name))
    throw new Error(`${name} is no feed's name: latest.yml, latest-mac.yml, latest-linux.yml, latest-linux-ARCH.yml.`);
  const key = privateKey();
  const text = feedText(files);
  if (text.length > longestFeed) throw new Error('The feed is longer than the application reads.');
  const signature = sign(null, Buffer.from(signedPrefix(name) + text), key).toString('base64');
  writeFileSync(feed, text);
  writeFileSync(join(dirname(feed), signatureName(name)), `${signature}\n`);
  console.log(`${name} and its signature are written; it is valid with the key ${publicText(key)}.`);
}

try {
  main();
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
