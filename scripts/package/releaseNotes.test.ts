import { expect, test } from 'vitest';
import { notesOf } from './releaseNotes.mjs';

const changelog = `# Changelog

## Unreleased

- Not out.

## 0.2.0 (2026-12-01)

Words.

- Rooms open
  faster.
- A [link](https://example.org).

## 0.1.0 (2026-11-27)

- The first.
`;

test('the notes of a release are its own section, a point a line', () => {
  expect(notesOf(changelog, '0.2.0')).toBe('- Rooms open faster.\n- A link.');
  expect(notesOf(changelog, '0.1.0')).toBe('- The first.');
});

test('a version that nothing was written about is no release', () => {
  expect(() => notesOf(changelog, '0.3.0')).toThrow('says nothing of version 0.3.0');
  expect(() => notesOf('## 0.3.0 (2026-12-01)\n', '0.3.0')).toThrow('says nothing');
});
