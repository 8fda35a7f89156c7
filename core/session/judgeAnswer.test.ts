import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeAnswer } from './judgeAnswer.ts';

const unknownToken = (softLogout?: unknown): unknown => ({
  errcode: 'M_UNKNOWN_TOKEN',
  error: 'x',
  ...(softLogout === undefined ? {} : { soft_logout: softLogout }),
});

test('A1 M_UNKNOWN_TOKEN with soft_logout true is soft', () => {
  expect(judgeAnswer({ status: 401, body: unknownToken(true) })).toEqual({ is: 'soft' });
});

test.each([[false], [undefined], ['true'], [1], [null], [{}]])('A2–A4 soft_logout %j is hard', (softLogout) => {
  expect(judgeAnswer({ status: 401, body: unknownToken(softLogout) })).toEqual({ is: 'hard' });
});

test('A8, G7 M_USER_LOCKED is a lock, whatever soft_logout says', () => {
  expect(judgeAnswer({ status: 401, body: { errcode: 'M_USER_LOCKED', error: 'Locked', soft_logout: true } })).toEqual({
    is: 'locked',
    message: 'Locked',
  });
});

test('A6 M_MISSING_TOKEN is a fault between us and the server', () => {
  expect(judgeAnswer({ status: 401, body: { errcode: 'M_MISSING_TOKEN' } })).toEqual({ is: 'noAnswer', error: { code: 'tokenStripped' } });
});

test('A5 A7 A14 A15 nothing but 401 with M_UNKNOWN_TOKEN ever ends a session', () => {
  const anything = fc.record({
    status: fc.integer({ min: 300, max: 599 }),
    body: fc.oneof(fc.anything(), fc.record({ errcode: fc.string(), soft_logout: fc.boolean() }), fc.constant(unknownToken(true))),
  });
  fc.assert(
    fc.property(anything, (answer) => {
      const verdict = judgeAnswer(answer).is;
      const { body } = answer;
      const named = typeof body === 'object' && body !== null && (body as { errcode?: unknown }).errcode === 'M_UNKNOWN_TOKEN';
      if (verdict === 'soft' || verdict === 'hard') expect(answer.status === 401 && named).toBe(true);
      expect(verdict).not.toBe('alive');
    }),
    { numRuns: 1000 },
  );
});
