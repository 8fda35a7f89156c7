import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesWithBytes, searchTree } from './searchTree.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'search-tree-'));
  mkdirSync(join(directory, 'a', 'b'), { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true }));

test('finds text inside binary files in both encodings, and names', () => {
  writeFileSync(join(directory, 'a', 'one.bin'), Buffer.concat([Buffer.from([0, 255]), Buffer.from('geheim')]));
  writeFileSync(join(directory, 'a', 'b', 'two.bin'), Buffer.concat([Buffer.from([7]), Buffer.from('geheim', 'utf16le')]));
  writeFileSync(join(directory, 'geheim.txt'), 'nothing');
  const { files, hits } = searchTree(directory, { word: 'geheim', other: 'absent' });
  expect(files).toBe(3);
  expect(hits).toHaveLength(3);
  expect(hits).toContainEqual({ needle: 'word', file: join('a', 'one.bin'), encoding: 'utf8', offset: 2 });
  expect(hits).toContainEqual({ needle: 'word', file: join('a', 'b', 'two.bin'), encoding: 'utf16le', offset: 1 });
  expect(hits).toContainEqual({ needle: 'word', file: 'geheim.txt', encoding: 'name', offset: 0 });
});

test('finds bytes that are no text', () => {
  const key = Buffer.from('00ff80c3fe', 'hex');
  writeFileSync(join(directory, 'a', 'key.bin'), Buffer.concat([Buffer.from('before'), key, Buffer.from('after')]));
  writeFileSync(join(directory, 'a', 'b', 'other.bin'), key.subarray(1));
  expect(filesWithBytes(directory, key)).toEqual([join('a', 'key.bin')]);
});

test('a folder that is gone has no files; an empty needle is a mistake', () => {
  expect(searchTree(join(directory, 'none'), { word: 'x' })).toEqual({ files: 0, hits: [] });
  expect(() => searchTree(directory, { word: '' })).toThrow('word is empty');
});
