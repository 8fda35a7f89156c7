import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homepage, pinnedElectron, whyNoHome, whyNoRelease } from './releaseCheck.mjs';

const root = join(import.meta.dirname, '..');

/** As versions are compared: by number, part by part. */
function isAtLeast(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((text) => text.split('.').map(Number));
  const place = b!.findIndex((part, index) => part !== a![index]);
  return place < 0 || a![place]! > b![place]!;
}

const installed = (name: string): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

test('T16 what is packed with another Electron than the pinned one is no release', () => {
  expect(whyNoRelease(pinnedElectron())).toBeNull();
  expect(whyNoRelease('33.2.1')).toContain('Electron 33.2.1');
  expect(whyNoRelease('33.2.1')).toContain(pinnedElectron());
});

test('T16 without a home there is no release', () => {
  expect(whyNoHome('https://latchkey.invalid')).toContain('no public home');
  expect(whyNoHome('https://example.org/latchkey')).toBeNull();
  expect(homepage()).toMatch(/^https:/);
});

test('T16 the Electron that ships has asar integrity that holds (CVE-2025-55305) and is of a major that gets mends', () => {
  expect(pinnedElectron()).toMatch(/^\d+\.\d+\.\d+$/);
  expect(isAtLeast(pinnedElectron(), '45.4.1')).toBe(true);
});

/** The newest version that an advisory named, when this was last looked at; raised with each one that concerns us. */
const floors: readonly (readonly [name: string, floor: string])[] = [
  ['dompurify', '3.4.11'],
  ['matrix-js-sdk', '43.0.0'],
  ['@matrix-org/matrix-sdk-crypto-wasm', '18.3.0'],
  ['markdown-it', '15.0.3'],
  ['ws', '8.23.0'],
];

test.each(floors)('T25 T26 %s is no older than %s', (name, floor) => {
  expect(isAtLeast(installed(name), floor), installed(name)).toBe(true);
});

test('versions are compared as numbers', () => {
  for (const [a, b, is] of [
    ['3.10.0', '3.9.9', true],
    ['3.9.9', '3.10.0', false],
    ['18.3.0', '18.3.0', true],
    ['2.0.0', '18.3.0', false],
    ['4.0.0', '3.9.9', true],
  ] as const)
    expect(isAtLeast(a, b), `${a} ${b}`).toBe(is);
});
