import { spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { signedPrefix } from '../core/features/updates/feedText.ts';
import { root } from './root.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-sign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const feed = join(folder, 'latest-linux.yml');
const file = join(folder, 'latchkey_0.2.0_amd64.deb');
writeFileSync(file, 'a package');

const script = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/signFeed.ts', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });

test('T32 the key that signs feeds comes by the environment or a file, is nobody else’s to read, and is never printed', () => {
  const key = join(folder, 'key.pem');
  const made = script(['--new-key', key]);
  expect(made.stdout.trim()).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  // One that is there is not overwritten.
  expect(script(['--new-key', key]).status).toBe(1);
  expect(script([feed, file, '--app-version', '0.2.0'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('LATCHKEY_FEED_KEY_FILE') as string,
  });
  const pem = readFileSync(key, 'utf8');
  const signed = script([feed, file, '--app-version', '0.2.0'], { LATCHKEY_FEED_KEY: pem });
  expect(signed.status).toBe(0);
  expect(signed.stdout + signed.stderr).not.toContain(pem.split('\n')[1]);
  const bytes = Buffer.from(signedPrefix('latest-linux.yml') + readFileSync(feed, 'utf8'));
  expect(verify(null, bytes, createPublicKey(pem), Buffer.from(readFileSync(`${feed}.sig`, 'utf8'), 'base64'))).toBe(true);
});

test('T49 what the application would refuse is not signed', () => {
  const key = { LATCHKEY_FEED_KEY_FILE: join(folder, 'key.pem') };
  expect(script([join(folder, 'other.yml'), file], key).status).toBe(1);
  expect(script([feed, file, '--app-version', '0.2.0-beta'], key).status).toBe(1);
  expect(script([feed, file, '--app-version', '0.2.0', '--days', '4000'], key).status).toBe(1);
  writeFileSync(join(folder, 'odd name.deb'), 'x');
  expect(script([feed, join(folder, 'odd name.deb'), '--app-version', '0.2.0'], key).stderr).toContain('would refuse');
});
