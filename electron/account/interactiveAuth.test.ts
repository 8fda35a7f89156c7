import { describe, expect, test } from 'vitest';
import { challengeOf, nextStages, pageOfStage } from './interactiveAuth.ts';
import type { Challenge } from './interactiveAuth.ts';

const challenge = (more: Partial<Challenge>): Challenge => ({ session: 's', flows: [], completed: [], pages: {}, ...more });
const base = 'https://hs.test';

describe('A10 a 401 with flows is a question', () => {
  test('with and without an error code', () => {
    const json = { session: 's', flows: [{ stages: ['m.login.password'] }], params: {} };
    expect(challengeOf({ status: 401, json })?.flows).toEqual([['m.login.password']]);
    expect(challengeOf({ status: 401, json: { ...json, errcode: 'M_FORBIDDEN', completed: ['m.login.sso'] } })?.completed).toEqual([
      'm.login.sso',
    ]);
  });

  test.each([
    ['without flows', 401, { errcode: 'M_UNKNOWN_TOKEN' }],
    ['not JSON', 401, undefined],
    ['another status', 403, { flows: [], session: 's' }],
  ])('%s it is none', (_what, status, json) => {
    expect(challengeOf({ status, json })).toBeNull();
  });
});

describe('F7 the next stage', () => {
  test('is the first of each flow that is not done, passwords before browsers', () => {
    const flows = [['m.login.sso'], ['m.login.password', 'm.login.terms']];
    expect(nextStages(challenge({ flows }))).toEqual(['m.login.password', 'm.login.sso']);
    expect(nextStages(challenge({ flows, completed: ['m.login.password'] }))).toEqual(['m.login.sso', 'm.login.terms']);
  });

  test('is done on the page that it brings, else on the fallback page', () => {
    expect(pageOfStage(challenge({ session: 'a/b' }), 'org.example.new', base)).toBe(
      'https://hs.test/_matrix/client/v3/auth/org.example.new/fallback/web?session=a%2Fb',
    );
    const read = challengeOf({
      status: 401,
      json: { session: 's', flows: [{ stages: ['m.oauth'] }], params: { 'm.oauth': { url: 'https://as.test/reset' } } },
    })!;
    expect(pageOfStage(read, 'm.oauth', base)).toBe('https://as.test/reset');
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'nonsense'])('I14 %s is never opened', (url) => {
    const read = challengeOf({ status: 401, json: { session: 's', flows: [{ stages: ['m.oauth'] }], params: { 'm.oauth': { url } } } })!;
    expect(pageOfStage(read, 'm.oauth', base)).toBeNull();
  });
});
