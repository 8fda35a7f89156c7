import { afterEach, beforeEach, expect, test } from 'vitest';
import { newWorld, startMain } from '../fixtures/sessionFixture.ts';
import type { Main, World } from '../fixtures/sessionFixture.ts';

let world: World;
let main: Main;

beforeEach(async () => {
  world = newWorld();
  main = startMain(world);
  main.runner.start();
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  world.server.expireAll();
  main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: Date.now() });
});
afterEach(async () => {
  main.end();
  await world.remove();
});

const logins = (): number => world.server.http.sent.filter(({ method, url }) => method === 'POST' && url.endsWith('/login')).length;

test('a token for an account that has gone meanwhile does not wait beside the next one’s', async () => {
  let come = (): void => undefined;
  const late = new Promise<void>((resolve) => { come = resolve; });
  const { send } = world.server.http;
  world.server.http.send = async (request) => {
    const answer = await send(request);
    if (request.url.endsWith('/login') && (request.body as { device_id?: string } | undefined)?.device_id) await late;
    return answer;
  };
  main.signInAgain();
  await expect.poll(() => logins()).toBe(2);
  main.runner.send({ type: 'cancelled' });
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.until('erased');
  main.runner.send({ type: 'noticeRead' });
  main.signIn();
  await main.until('opening');
  come();
  await main.settled();
  expect(main.credentials.next).toBeNull();
});

test('F1 A5 a sign-out that something in between calls done is not', async () => {
  main.signInAgain();
  await main.until('active');
  await main.settled();
  world.server.http.on('/_matrix/client/v3/logout', () => ({ status: 200, json: undefined }));
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'signingOut', problem: { code: 'serverFailing' } });
});
