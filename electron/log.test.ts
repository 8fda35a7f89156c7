import { expect, test } from 'vitest';
import { fakeLog } from './FakeLog.ts';

test('what was concealed is never written, not even inside a cause', () => {
  const log = fakeLog();
  log.conceal('hunter2-and-more');
  log.write('info', 'the password is hunter2-and-more');
  log.fault('failed', new Error('with hunter2-and-more', { cause: new Error('hunter2-and-more') }));
  expect(log.lines.join('')).not.toContain('hunter2');
  expect(log.lines[0]).toContain('[secret]');
});

test('a cause is found by its reference, on one line', () => {
  const log = fakeLog();
  const ref = log.fault('failed', new Error('two\nlines'));
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).toContain(`[${ref}]`);
});
