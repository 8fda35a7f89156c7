import { expect, test } from 'vitest';
import { newLine, withMarks, type Change } from './keys.ts';

/** `|` stands at both ends of what is selected, or where the caret is. */
function typed(marked: string) {
  const [before = '', middle, after] = marked.split('|');
  if (after === undefined) return { text: before + (middle ?? ''), from: before.length, to: before.length };
  return { text: before + (middle ?? '') + after, from: before.length, to: before.length + (middle ?? '').length };
}

function shown({ text }: { readonly text: string }, change: Change | null): string | null {
  if (!change) return null;
  const next = text.slice(0, change.from) + change.text + text.slice(change.to);
  const [from, to] = change.select;
  return from === to ? `${next.slice(0, from)}|${next.slice(from)}` : `${next.slice(0, from)}|${next.slice(from, to)}|${next.slice(to)}`;
}

const pressed = (key: string, marked: string): string | null => shown(typed(marked), withMarks(key, typed(marked)));
const line = (marked: string): string | null => shown(typed(marked), newLine(typed(marked)));

test('bold, italic and code around what is selected, and away again', () => {
  expect(pressed('b', 'a |word| b')).toBe('a **|word|** b');
  expect(pressed('b', 'a **|word|** b')).toBe('a |word| b');
  expect(pressed('i', '|word|')).toBe('*|word|*');
  expect(pressed('I', '*|word|*')).toBe('|word|');
  expect(pressed('i', '**|word|**')).toBe('***|word|***');
  expect(pressed('i', '***|word|***')).toBe('**|word|**');
  expect(pressed('e', 'x |')).toBe('x `|`');
  expect(pressed('e', 'x `|`')).toBe('x |');
  expect(pressed('u', '|word|')).toBeNull();
});

test('a new line goes on with a list or a quote; an empty item ends it', () => {
  expect(line('- one|')).toBe('- one\n- |');
  expect(line('a\n  * one|, two')).toBe('a\n  * one\n  * |, two');
  expect(line('9. one|')).toBe('9. one\n10. |');
  expect(line('1) one|')).toBe('1) one\n2) |');
  expect(line('> said|')).toBe('> said\n> |');
  expect(line('- one\n- |')).toBe('- one\n|');
  expect(line('> |')).toBe('|');
  for (const text of ['one|', '-one|', '1.5|', '- one\ntwo|', '|- one']) expect(line(text), text).toBeNull();
});
