import { expect, test } from 'vitest';
import { addressOf, withAccess } from './begin.ts';

test('what is typed for an address becomes one', () => {
  expect(addressOf('Harbour Watch  #1:evil')).toBe('harbour-watch-1evil');
  expect(addressOf('Größe_und.mehr')).toBe('größe_und.mehr');
  expect(addressOf('x'.repeat(300))).toHaveLength(100);
});

test('a public room begins without encryption, one by invitation with it', () => {
  const room = { name: 'n', topic: '', access: 'invite', isEncrypted: true, address: '' } as const;
  expect(withAccess(room, 'public')).toMatchObject({ access: 'public', isEncrypted: false });
  expect(withAccess({ ...room, access: 'public', isEncrypted: false }, 'invite')).toMatchObject({ isEncrypted: true });
});
