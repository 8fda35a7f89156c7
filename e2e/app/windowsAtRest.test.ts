import { expect, test } from 'vitest';
import { windowsAtRest } from './windowsAtRest.mjs';

const after = (...lines: readonly string[]): boolean | undefined => {
  const atRest = windowsAtRest();
  return lines.map(atRest).at(-1);
};
const pageRan = 'info mark pageRan 900';
const due = 'info phase starting → opening (started open)';
const engine = (what: string): string => `info engine window 2 ${what}`;

test('nobody is signed in: at rest once the page has run', () => {
  expect(after('info mark mainRan 400')).toBe(false);
  expect(after(pageRan)).toBe(true);
  expect(after(pageRan, 'info phase starting → signedOut (started firstRun)')).toBe(true);
});

test('an account opens: at rest once its engine has loaded, whichever comes first', () => {
  expect(after(pageRan, due)).toBe(false);
  expect(after(due, pageRan, engine('opens'))).toBe(false);
  expect(after(due, engine('opens'), engine('loaded'))).toBe(false);
  expect(after(due, engine('opens'), engine('loaded'), pageRan)).toBe(true);
  expect(after(engine('opens'), engine('loaded'), pageRan, due)).toBe(true);
  expect(after(engine('opens'), pageRan, due, engine('ended')), 'erased before it was there').toBe(true);
});
