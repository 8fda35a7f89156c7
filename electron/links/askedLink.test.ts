import { expect, test } from 'vitest';
import type { AskedLink } from '../../core/features/links/hostCalls.ts';
import { AskedLinkHolder } from './askedLink.ts';

function holder() {
  const asked = new AskedLinkHolder();
  const told: (AskedLink | null)[] = [];
  asked.listen((value) => told.push(value));
  return { asked, told };
}

test('T62 of two links the newer one is shown, and that an older one was shown takes it away from nobody', () => {
  const { asked, told } = holder();
  expect(asked.ask('matrix:u/a:b')).toBe(true);
  expect(asked.ask('matrix:r/c:d')).toBe(true);
  expect(asked.current?.link).toMatchObject({ is: 'room', room: '#c:d' });
  asked.shown(1);
  expect(asked.current?.number).toBe(2);
  asked.shown(2);
  expect(asked.current).toBeNull();
  expect(told.map((value) => value?.number ?? null)).toEqual([1, 2, null]);
});

test('T62 the way back of a sign-in is none of them; a link that names nothing is said to people', () => {
  const { asked, told } = holder();
  for (const text of ['latchkey://sign-in/x?loginToken=y', 'chat.latchkey:/x', 'javascript:alert(1)', 'https://example.org/'])
    expect(asked.ask(text), text).toBe(false);
  expect(told).toEqual([]);
  expect(asked.ask('matrix:r/../..')).toBe(true);
  expect(asked.current).toEqual({ number: 1, link: null });
});

test('it goes with an account that is destroyed', () => {
  const { asked } = holder();
  asked.heard({ phase: 'erasing' });
  asked.ask('matrix:u/a:b');
  asked.heard({ phase: 'expired' });
  expect(asked.current?.number).toBe(1);
  asked.heard({ phase: 'erasing' });
  expect(asked.current).toBeNull();
});
