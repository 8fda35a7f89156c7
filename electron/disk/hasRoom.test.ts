import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { hasRoom } from './hasRoom.ts';

test('K3 a disk that can be asked is asked; one that cannot keeps nobody waiting', async () => {
  expect(await hasRoom(tmpdir())).toBe(true);
  expect(await hasRoom('/proc')).toBe(false);
  expect(await hasRoom('/nowhere at all')).toBe(true);
});
