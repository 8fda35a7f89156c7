import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrast, readThemes } from './contrast.fixtures.ts';

const themes = readThemes(readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8'));

const surfaces = ['bg', 'bg-sunken', 'bg-raised', 'bg-hover', 'bg-selected', 'bg-code'];
const hues = [0, 1, 2, 3, 4, 5, 6, 7];

/** Every text colour on every surface that it is drawn on. */
const textPairs: [string, string][] = [
  ...surfaces.flatMap((surface): [string, string][] => [
    ['text', surface],
    ['text-muted', surface],
  ]),
  ...['bg', 'bg-sunken', 'bg-raised', 'bg-hover', 'accent-soft'].map((surface): [string, string] => ['accent', surface]),
  ['accent', 'bg-selected'],
  ['accent-hover', 'bg-raised'],
  ['accent-text', 'accent-fill'],
  ['accent-text', 'accent-fill-hover'],
  ['danger-text', 'danger-fill'],
  ['danger-text', 'danger-fill-hover'],
  ...['bg', 'bg-raised', 'bg-hover', 'mention-bg'].map((surface): [string, string] => ['danger', surface]),
  ...['ok', 'warning'].flatMap((role): [string, string][] => [
    [role, 'bg-raised'],
    [role, 'bg-sunken'],
  ]),
  ...['text', 'text-muted', 'accent', 'mention'].map((role): [string, string] => [role, 'mention-bg']),
  ...hues.flatMap((hue): [string, string][] => [
    [`name-${hue}`, 'bg'],
    [`name-${hue}`, 'bg-hover'],
    [`name-${hue}`, 'mention-bg'],
    [`name-${hue}`, `face-${hue}`],
  ]),
  ...['code-word', 'code-type', 'code-name', 'code-string', 'code-number', 'ok', 'danger', 'accent'].map((role): [string, string] => [
    role,
    'bg-code',
  ]),
  // The pill of unread messages turns them round.
  ['bg', 'text-muted'],
  ['bg', 'text'],
];

/** Edges of controls, and the focus ring (WCAG 2.2, 1.4.11). */
const edgePairs: [string, string][] = [
  ['line-strong', 'bg'],
  ['line-strong', 'bg-raised'],
  ...['bg', 'bg-sunken', 'bg-raised', 'bg-selected'].map((surface): [string, string] => ['accent', surface]),
];

describe.each(Object.entries(themes))('%s', (_name, tokens) => {
  test.each(textPairs)('%s on %s can be read', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edgePairs)('%s on %s can be seen', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(3);
  });
});

test('there are light and dark, each in two contrasts, and more contrast is more', () => {
  expect(Object.keys(themes)).toEqual(['light', 'dark', 'light, more contrast', 'dark, more contrast']);
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(themes[`${theme}, more contrast`], 'text-muted', 'bg')).toBeGreaterThan(contrast(themes[theme], 'text-muted', 'bg'));
    expect(contrast(themes[`${theme}, more contrast`], 'text', 'bg')).toBeGreaterThanOrEqual(15);
  }
});

test('the eight hues of names are equally light', () => {
  for (const tokens of [themes.light, themes.dark]) {
    const values = hues.map((hue) => contrast(tokens, `name-${hue}`, 'bg'));
    expect(Math.max(...values) / Math.min(...values)).toBeLessThan(1.35);
  }
});
