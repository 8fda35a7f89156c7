import { expect, test } from 'vitest';
import { createDurable, parseFault } from './durable.ts';
import { fakeLog } from '../FakeLog.ts';

test('faults are read exactly, anything else is none', () => {
  expect(parseFault('kill@3')).toEqual({ kind: 'kill', at: 3, code: 'EIO' });
  expect(parseFault('kill-after@12')).toMatchObject({ kind: 'kill-after', at: 12 });
  expect(parseFault('fail@1:ENOSPC')).toMatchObject({ kind: 'fail', code: 'ENOSPC' });
  for (const text of [undefined, '', 'kill', 'kill@', 'kill@x', 'fail@1:enospc', ' kill@1']) expect(parseFault(text)).toBeUndefined();
});

test.each([
  ['kill@2', ['one', 'KILL']],
  ['kill-after@2', ['one', 'two', 'KILL']],
])('%s ends the process there', async (text, expected) => {
  const seen: string[] = [];
  const durable = createDurable(fakeLog(), parseFault(text), () => {
    seen.push('KILL');
    throw new Error('killed');
  });
  await durable('first', () => seen.push('one'));
  await expect(durable('second', () => seen.push('two'))).rejects.toThrow('killed');
  expect(seen).toEqual(expected);
});

test('fail makes one step fail and leaves the others alone', async () => {
  const durable = createDurable(fakeLog(), parseFault('fail@1:ENOSPC'), () => undefined);
  await expect(durable('first', () => 1)).rejects.toMatchObject({ code: 'ENOSPC' });
  await expect(durable('second', () => 2)).resolves.toBe(2);
});
