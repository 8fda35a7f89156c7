import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { fakeLog } from '../../FakeLog.ts';
import { appLinkIn, AppLinks } from './appLinks.ts';
import { isSame, openLoopbackRedirect } from './loopbackRedirect.ts';
import type { LoopbackRedirect } from './loopbackRedirect.ts';

const log = fakeLog();
const links = new AppLinks();
const open: LoopbackRedirect[] = [];
afterEach(() => open.splice(0).forEach((back) => back.close()));

async function waitingAt(path: string, limitMs?: number, signal = new AbortController().signal): Promise<LoopbackRedirect> {
  const back = await openLoopbackRedirect({
    log,
    path,
    links,
    appLink: `latchkey://sign-in${path}`,
    isAwaited: (query) => isSame(query.get('state') ?? '', 'right'),
    signal,
    ...(limitMs !== undefined && { limitMs }),
  });
  open.push(back);
  return back;
}

function visit(
  url: string,
  method = 'GET',
  host?: string,
): Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: host === undefined ? {} : { host } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('T33 C6: only the answer that is waited for is taken, whatever came before it', async () => {
  const back = await waitingAt('/nonce');
  const { origin } = new URL(back.url);
  expect(new URL(back.url).hostname).toBe('127.0.0.1');
  const refused = [
    await visit(`${origin}/?state=right`),
    await visit(`${origin}/nonce2?state=right`),
    await visit(`${back.url}?state=wrong`),
    await visit(back.url),
    await visit(`${back.url}?state=right`, 'POST'),
    await visit(`${back.url}?state=right`, 'GET', `evil.example:${new URL(origin).port}`),
  ];
  expect(refused.map(({ status, text }) => [status, text])).toEqual(refused.map(() => [404, '']));
  const taken = await visit(`${back.url}?state=right&code=the-secret-code`);
  expect(taken.status).toBe(200);
  expect(taken.text).toContain('You can go back to Latchkey');
  expect(taken.text).not.toContain('the-secret-code');
  expect(taken.headers['referrer-policy']).toBe('no-referrer');
  expect((await back.answer).get('code')).toBe('the-secret-code');
  expect(log.lines.join()).not.toContain('the-secret-code');
});

test('an answer is taken once, then nobody listens', async () => {
  const back = await waitingAt('/nonce');
  await visit(`${back.url}?state=right`);
  await back.answer;
  await expect(visit(`${back.url}?state=right`)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
});

test('nobody is waited for longer than the limit, or after the sign-in was called off', async () => {
  await expect((await waitingAt('/nonce', 10)).answer).rejects.toMatchObject({ error: { code: 'browserTimedOut' } });
  const abort = new AbortController();
  const back = await waitingAt('/nonce', undefined, abort.signal);
  abort.abort();
  await expect(back.answer).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await expect(waitingAt('/nonce', undefined, abort.signal).then(({ answer }) => answer)).rejects.toMatchObject({
    error: { code: 'cancelled' },
  });
});

test('J9, C6: a link of the app is the second way back, by the same rules', async () => {
  const back = await waitingAt('/nonce');
  for (const link of [
    'latchkey://sign-in/other?state=right',
    'latchkey://sign-in/nonce?state=wrong',
    'latchkey://sign-in/nonce',
    'latchkey://other/nonce?state=right',
    'https://sign-in/nonce?state=right',
    'latchkey:',
  ])
    expect(links.take(link), link).toBe(false);
  expect(links.take('latchkey://sign-in/nonce?state=right&code=abc')).toBe(true);
  expect((await back.answer).get('code')).toBe('abc');
  expect(links.take('latchkey://sign-in/nonce?state=right&code=abc'), 'once').toBe(false);
  expect(appLinkIn(['/usr/bin/latchkey', '--flag', 'latchkey://sign-in/nonce'])).toBe('latchkey://sign-in/nonce');
  expect(appLinkIn(['/usr/bin/latchkey', 'https://example.org/latchkey:'])).toBeNull();
});
