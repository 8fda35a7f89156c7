import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { home, setUp, syncUrl } from './gatedFetch.fixtures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const hung = { name: 'AbortError' };

test('L-18 L3 the first sync after a pause does not hang for longer than half a minute', async () => {
  const { server, authed, gate, open } = setUp();
  gate.move({ is: 'held' });
  const answer = authed(syncUrl);
  open(1);
  const refused = expect(answer).rejects.toMatchObject(hung);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(server.seen[0]?.url.searchParams.get('timeout')).toBe('0');
  expect(server.seen[0]?.init.signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
});

test('an answer that has begun takes as long as it takes', async () => {
  const { server, authed, gate, open } = setUp();
  gate.move({ is: 'held' });
  const answer = authed(syncUrl);
  open(1);
  await vi.advanceTimersByTimeAsync(10_000);
  let finish: () => void = () => undefined;
  const body = new ReadableStream({
    start: (controller) => {
      finish = () => {
        controller.enqueue(new TextEncoder().encode('{"next_batch":"s2"}'));
        controller.close();
      };
    },
  });
  server.open[0]!.respond(new Response(body));
  await vi.advanceTimersByTimeAsync(60_000);
  finish();
  expect((await answer).status).toBe(200);
});

test('a first sync of an account has no limit here', async () => {
  const { server, authed, open } = setUp();
  open(1);
  void authed(`${home}/_matrix/client/v3/sync?timeout=0`).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(500_000);
  expect(server.seen[0]?.init.signal?.aborted).toBe(false);
});
