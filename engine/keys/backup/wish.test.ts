import { expect, test } from 'vitest';
import { wishOf, wishWrites } from './wish.ts';

const from = (contents: Record<string, unknown>) => (type: string) => contents[type];

test('D12 the specified name counts before the older ones; other forms say nothing', () => {
  expect(wishOf(from({}))).toBeNull();
  expect(wishOf(from({ 'm.key_backup': { enabled: true }, 'm.org.matrix.custom.backup_disabled': { disabled: true } }))).toBe('on');
  expect(wishOf(from({ 'm.key_backup': { enabled: 'no' }, 'm.org.matrix.custom.backup_disabled': { disabled: true } }))).toBe('off');
  expect(wishOf(from({ 'io.element.recovery': { enabled: false } }))).toBe('off');
  expect(wishOf(from({ 'io.element.recovery': { enabled: true } }))).toBeNull();
  for (const odd of [null, undefined, 7, 'x', [], { enabled: null }, Object.create({ enabled: false })])
    expect(wishOf(from({ 'm.key_backup': odd }))).toBeNull();
});

test('D12 an older name is written only where it would say the opposite', () => {
  expect(wishWrites(false, from({}))).toEqual([{ type: 'm.key_backup', content: { enabled: false } }]);
  expect(wishWrites(true, from({ 'm.org.matrix.custom.backup_disabled': { disabled: true } }))).toEqual([
    { type: 'm.key_backup', content: { enabled: true } },
    { type: 'm.org.matrix.custom.backup_disabled', content: { disabled: false } },
  ]);
  expect(wishWrites(true, from({ 'm.org.matrix.custom.backup_disabled': { disabled: false } }))).toHaveLength(1);
});
