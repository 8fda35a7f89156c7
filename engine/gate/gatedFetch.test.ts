import { expect, test } from 'vitest';
import { home, settle, setUp, soft, syncUrl } from './gatedFetch.fixtures.ts';

test('the current token goes out, nothing is cached, no cookies', async () => {
  const { server, authed, open } = setUp();
  open(1);
  const answer = authed(`${home}/a`);
  await settle();
  server.open[0]!.answer({ status: 200 });
  expect((await answer).status).toBe(200);
  expect(server.seen[0]).toMatchObject({ token: 'Bearer t1', init: { cache: 'no-store', credentials: 'omit' } });
});

test('requests made before the gate ever opened wait for it; those without a token do not', async () => {
  const { server, authed, gated, open } = setUp();
  void authed(`${home}/a`);
  void gated.fetch(`${home}/versions`);
  await settle();
  expect(server.seen.map((request) => request.url.pathname)).toEqual(['/versions']);
  open(1);
  await settle();
  expect(server.seen[1]).toMatchObject({ token: 'Bearer t1' });
});

test('concurrent 401s make one report; all are sent again with the new token and succeed', async () => {
  const { server, authed, open, reports, gate } = setUp();
  open(1);
  const answers = [authed(`${home}/a`), authed(`${home}/b`, { method: 'PUT', body: '{"x":1}' }), authed(syncUrl)];
  await settle();
  for (const request of server.open.splice(0)) request.answer(soft);
  await settle();
  expect(reports).toEqual([{ epoch: 1, verdict: { is: 'soft' }, path: '/a' }]);
  expect(gate.isOpen).toBe(false);
  const late = authed(`${home}/late`);
  await settle();
  expect(server.seen).toHaveLength(3);
  open(2);
  await settle();
  expect(server.seen.slice(3).map((request) => request.token)).toEqual(Array(4).fill('Bearer t2'));
  expect(server.seen.find((request, index) => index > 2 && request.url.pathname === '/b')?.init.body).toBe('{"x":1}');
  expect(server.seen.find((request, index) => index > 2 && request.url.pathname.endsWith('/sync'))?.url.searchParams.get('timeout')).toBe(
    '0',
  );
  for (const request of server.open.splice(0)) request.answer({ status: 200 });
  for (const answer of [...answers, late]) expect((await answer).status).toBe(200);
});

test('a 401 about an older token is not believed: the request goes out again at once', async () => {
  const { server, authed, open, reports } = setUp();
  open(1);
  const answer = authed(`${home}/a`);
  await settle();
  open(2);
  server.open.shift()!.answer({ ...soft, body: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: false } });
  await settle();
  expect(reports).toEqual([]);
  expect(server.seen[1]?.token).toBe('Bearer t2');
  server.open.shift()!.answer({ status: 200 });
  expect((await answer).status).toBe(200);
});

test('false alarm: what met the 401 gets a 503, what only waited goes out', async () => {
  const { server, authed, open, reports } = setUp();
  open(1);
  const judged = authed(`${home}/judged`);
  await settle();
  server.open.shift()!.answer({ status: 401, body: { errcode: 'M_UNKNOWN_TOKEN' } });
  await settle();
  expect(reports[0]?.verdict).toEqual({ is: 'hard' });
  const waited = authed(`${home}/waited`);
  await settle();
  open(1, false);
  await settle();
  expect((await judged).status).toBe(503);
  expect(server.seen.map((request) => request.url.pathname)).toEqual(['/judged', '/waited']);
  server.open.shift()!.answer({ status: 200 });
  expect((await waited).status).toBe(200);
});

test('after a false alarm a new 401 is reported again', async () => {
  const { server, authed, open, reports } = setUp();
  open(1);
  for (let round = 1; round <= 2; round++) {
    void authed(`${home}/a`);
    await settle();
    server.open.shift()!.answer(soft);
    await settle();
    expect(reports).toHaveLength(round);
    open(1, false);
    await settle();
  }
});

test.each([
  ['expired', soft],
  ['locked', { status: 401, body: { errcode: 'M_USER_LOCKED', soft_logout: true } }],
])('a request that is told %s each time, although the session lives on, does not shut people out for ever', async (_what, told) => {
  const { server, authed, open, reports, gate } = setUp();
  open(1);
  const answer = authed(`${home}/_matrix/client/v3/profile/@a:elsewhere.test`);
  for (let round = 1; round <= 3; round++) {
    await settle();
    server.open.shift()!.answer(told);
    await settle();
    open(round);
  }
  expect((await answer).status).toBe(503);
  expect(reports).toHaveLength(3);
  expect(gate.isOpen).toBe(true);
  expect(server.seen).toHaveLength(3);
});

test('a locked account is reported as such', async () => {
  const { server, authed, open, reports } = setUp();
  open(1);
  void authed(`${home}/a`);
  await settle();
  server.open.shift()!.answer({ status: 401, body: { errcode: 'M_USER_LOCKED', error: 'locked', soft_logout: true } });
  await settle();
  expect(reports[0]?.verdict).toEqual({ is: 'locked', message: 'locked' });
});

test('abort while held rejects as an AbortError and nothing goes out later', async () => {
  const { server, authed, open } = setUp();
  const controller = new AbortController();
  const answer = authed(`${home}/a`, { signal: controller.signal });
  await settle();
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  open(1);
  await settle();
  expect(server.seen).toHaveLength(0);
});

test.each([
  ['HTML', { status: 401, body: '<html>sign in</html>', type: 'text/html' }],
  ['a missing token', { status: 401, body: { errcode: 'M_MISSING_TOKEN', error: 'Missing access token' } }],
  ['user-interactive authentication', { status: 401, body: { session: 's', flows: [{ stages: ['m.login.password'] }], params: {} } }],
  ['user-interactive authentication after a wrong password', { status: 401, body: { errcode: 'M_FORBIDDEN', session: 's', flows: [] } }],
])('%s passes as an ordinary answer, its body unread', async (_name, answer) => {
  const { server, authed, open, reports, gate } = setUp();
  open(1);
  const response = authed(`${home}/a`);
  await settle();
  server.open.shift()!.answer(answer);
  expect((await response).status).toBe(answer.status);
  expect(await (await response).text()).toBe(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  expect(reports).toEqual([]);
  expect(gate.isOpen).toBe(true);
});

test('no token goes to another origin', async () => {
  const { server, authed, open } = setUp();
  open(1);
  void authed('https://elsewhere.test/a');
  await settle();
  expect(server.seen[0]?.token).toBe(null);
});

test('no answer at all is passed on as it is', async () => {
  const { server, authed, open } = setUp();
  open(1);
  const answer = authed(`${home}/a`);
  await settle();
  server.open.shift()!.cut(new TypeError('Failed to fetch'));
  await expect(answer).rejects.toThrow('Failed to fetch');
});

test('a long poll that hangs on an older token starts again with the new one', async () => {
  const { server, authed, gate, gated, open } = setUp();
  open(1);
  const answer = authed(syncUrl);
  await settle();
  gate.move({ is: 'held' });
  open(2);
  await settle();
  expect(server.seen[1]).toMatchObject({ token: 'Bearer t2' });
  expect(server.seen[1]?.url.searchParams.get('timeout')).toBe('0');
  server.open[1]!.answer({ status: 200 });
  expect((await answer).status).toBe(200);
  expect(gated.syncedEpoch).toBe(2);
});

test('the error code of a dead token with another status, or from another origin, is not judged and never reaches the SDK', async () => {
  const { reports, server, authed, open } = setUp();
  open(1);
  const answers = [
    { status: 403, body: soft.body },
    { status: 500, body: soft.body },
    { ...soft, url: 'https://elsewhere.test/sync' },
  ];
  for (const answer of answers) {
    const asked = authed(syncUrl);
    await settle();
    server.open.at(-1)!.answer(answer);
    const response = await asked;
    expect([response.status, (await response.json()).errcode]).toEqual([503, 'M_UNKNOWN']);
  }
  expect(reports).toEqual([]);
});
