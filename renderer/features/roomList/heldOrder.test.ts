import { expect, test } from 'vitest';
import type { RoomId } from '../../../core/ids.ts';
import { heldOrder } from './heldOrder.ts';

const ids = (text: string): RoomId[] => [...text].map((letter): RoomId => `!${letter}`);

test('while held, rooms stay where they are; new ones come last, gone ones leave', () => {
  expect(heldOrder(ids('abc'), ids('cab'))).toEqual(ids('abc'));
  expect(heldOrder(ids('abc'), ids('xcb'))).toEqual(ids('bcx'));
  expect(heldOrder([], ids('ab'))).toEqual(ids('ab'));
});
