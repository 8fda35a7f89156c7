import { expect, test } from 'vitest';
import { Listeners } from './listeners.ts';

test('all hear it in the order in which they came, each until it has left', () => {
  const listeners = new Listeners<number>();
  const heard: string[] = [];
  const first = listeners.add((news) => heard.push(`first ${news}`));
  listeners.add((news) => heard.push(`second ${news}`));
  listeners.tell(1);
  first();
  listeners.tell(2);
  expect(heard).toEqual(['first 1', 'second 1', 'second 2']);
});

test('who leaves while it is told hears nothing of it, who comes meanwhile hears the next', () => {
  const listeners = new Listeners<number>();
  const heard: string[] = [];
  listeners.add((news) => {
    if (news === 1) leave();
    if (news === 1) listeners.add((later) => heard.push(`late ${later}`));
  });
  const leave = listeners.add((news) => heard.push(`left ${news}`));
  listeners.tell(1);
  listeners.tell(2);
  expect(heard).toEqual(['late 2']);
});

test('one that was added twice leaves once at a time', () => {
  const listeners = new Listeners<number>();
  let count = 0;
  const hear = (): void => void count++;
  const once = listeners.add(hear);
  listeners.add(hear);
  listeners.tell(1);
  once();
  listeners.tell(1);
  expect(count).toBe(3);
});
