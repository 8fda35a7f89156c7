import { expect, test } from 'vitest';
import { fileNameOf } from './fileName.ts';

test('T38 a stranger names a file, and no place: no path, nothing hidden, no device, its end kept', () => {
  expect(fileNameOf('../../.bashrc')).toBe('_.._.bashrc');
  expect(fileNameOf('C:\\Windows\\x.exe')).toBe('C__Windows_x.exe');
  expect(fileNameOf('.profile')).toBe('profile');
  expect(fileNameOf(' . ')).toBe('file');
  expect(fileNameOf('NUL.txt')).toBe('_NUL.txt');
  expect(fileNameOf('notes.txt')).toBe('notes.txt');
  const long = fileNameOf(`${'a'.repeat(400)}.tar.gz`);
  expect([long.length, long.endsWith('.tar.gz')]).toEqual([150, true]);
});
