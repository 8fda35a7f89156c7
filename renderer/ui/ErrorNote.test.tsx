// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { AppError } from '../../core/errors.ts';
import { ErrorNote } from './ErrorNote.tsx';

const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)">here</a>';

const told: readonly AppError[] = [
  { code: 'accountLocked', message: hostile },
  { code: 'accountSuspended', message: hostile },
  { code: 'resourceLimit', message: hostile, adminContact: hostile },
  { code: 'consentNeeded', uri: hostile },
  { code: 'refused', errcode: hostile, status: 403, message: hostile },
  { code: 'serverUnknown', server: hostile },
  { code: 'discoveryFailed', server: hostile, reason: 'badAddress' },
  { code: 'passwordSignInUnsupported', flows: [hostile] },
  { code: 'qrOtherServer', server: hostile },
  { code: 'wrongAccount', userId: hostile },
];

test.each(told)('T24 what a server says is shown as words: $code', (error) => {
  const drawn = renderToStaticMarkup(<ErrorNote error={error} />);
  expect(drawn).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(drawn).not.toMatch(/<img|<script|<a /);
});

test('T46 S-5 an error that nobody knows is drawn', () => {
  for (const error of [{ code: 'ofALaterVersion' }, { code: 'toString' }, { code: 'rateLimited', retryAfterMs: 'soon' }, null])
    expect(renderToStaticMarkup(<ErrorNote error={error as never} />)).toContain('Something went wrong in Latchkey itself.');
});
