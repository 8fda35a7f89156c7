// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { RoomPreview } from '../../../core/features/rooms/model.ts';
import { previewWords } from './previewWords.ts';

const text = (name: string, own = false): RoomPreview => ({
  kind: 'text',
  sender: { userId: '@t:example.org' as never, name },
  own,
  text: 'could you  confirm\nthe window?',
});

test('a first name leaves room for what was said', () => {
  expect(previewWords({ preview: text('Tomás Herrera'), isDirect: false })).toBe('Tomás: could you confirm the window?');
  expect(previewWords({ preview: text('   '), isDirect: false })).toMatch(/could you confirm/);
});

test('where it is clear who wrote, nobody is named', () => {
  expect(previewWords({ preview: text('Tomás Herrera'), isDirect: true })).toBe('could you confirm the window?');
  expect(previewWords({ preview: text('Mira', true), isDirect: true })).toBe('You: could you confirm the window?');
});
