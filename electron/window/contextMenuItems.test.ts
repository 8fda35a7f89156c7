import { expect, test } from 'vitest';
import { contextMenuItems } from './contextMenuItems.ts';

const all = { canUndo: true, canRedo: true, canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
const nowhere = { isEditable: false, selectionText: '', linkURL: '', misspelledWord: '', dictionarySuggestions: [], editFlags: all };
const acts = { replaceWord: () => undefined, copyText: () => undefined };
const labels = (clicked: Partial<typeof nowhere> & { dictionarySuggestions?: string[] }) =>
  contextMenuItems({ ...nowhere, ...clicked }, acts).map((item) => item.label ?? '-');

test('a text field has all of editing', () => {
  expect(labels({ isEditable: true })).toEqual(['Undo', 'Redo', '-', 'Cut', 'Copy', 'Paste', '-', 'Select all']);
});

test('what cannot be done now is grey: a password is never copied', () => {
  const items = contextMenuItems({ ...nowhere, isEditable: true, editFlags: { ...all, canCut: false, canCopy: false } }, acts);
  expect(items.filter((item) => item.enabled === false).map((item) => item.label)).toEqual(['Cut', 'Copy']);
});

test('a word that is spelt wrongly is put right by a click', () => {
  const replaced: string[] = [];
  const items = contextMenuItems(
    { ...nowhere, isEditable: true, misspelledWord: 'wrod', dictionarySuggestions: ['word', 'rod'] },
    { ...acts, replaceWord: (by) => replaced.push(by) },
  );
  expect(items.slice(0, 3).map((item) => item.label)).toEqual(['word', 'rod', undefined]);
  (items[0]!.click as () => void)();
  expect(replaced).toEqual(['word']);
});

test('selected text is copied; a link by its address; nothing else has a menu', () => {
  expect(labels({ selectionText: 'some words' })).toEqual(['Copy']);
  expect(labels({ linkURL: 'https://example.org/' })).toEqual(['Copy link']);
  expect(labels({ linkURL: 'https://example.org/', selectionText: 'x' })).toEqual(['Copy link', '-', 'Copy']);
  expect(labels({ linkURL: 'app://latchkey/' })).toEqual([]);
  expect(labels({ selectionText: '  ' })).toEqual([]);
});
