import { afterEach, beforeEach, expect, test } from 'vitest';
import { newWorld, startMain } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

let world: World;
let main: Main;

beforeEach(async () => {
  world = newWorld();
  main = startMain(world);
  main.runner.start();
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  await main.settled();
});
afterEach(async () => {
  main.end();
  await world.remove();
});

const probeNow = (): void => main.runner.send({ type: 'probeDue', attempt: main.runner.state.attempt });

// L-10
test('E10 data that do not open, and the device is removed meanwhile: erased', async () => {
  main.runner.send({ type: 'openFailed', error: { code: 'storeCorrupt', ref: 'x' } });
  await main.settled();
  expect(main.runner.state.phase).toBe('storeCorrupt');
  world.server.tokens.clear();
  probeNow();
  expect(await main.until('erased')).toMatchObject({ reason: 'signedOutElsewhere' });
  expect(world.vault.entries.size).toBe(0);
});

test('E10 the server cannot be told of a sign-out, and the device is removed while people think about it: erased', async () => {
  const { send } = world.server.http;
  world.server.http.send = async (request) => {
    if (request.url.endsWith('/logout')) throw new Error('net::ERR_CONNECTION_RESET');
    return send(request);
  };
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'signingOut', problem: { code: 'offline' } });
  world.server.tokens.clear();
  probeNow();
  await main.until('erased');
  expect(world.vault.entries.size).toBe(0);
});

test('E10 signed out softly, and the device is removed where most answers are lost: the first that says so counts until one contradicts it', async () => {
  const { send } = world.server.http;
  let isLost = false;
  world.server.http.send = async (request) => {
    const answer = await send(request);
    return isLost && request.url.endsWith('/whoami') ? { ...answer, status: 429, json: undefined, retryAfter: '120' } : answer;
  };
  world.server.expireAll();
  main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: 1 });
  await main.until('expired');
  world.server.tokens.clear();
  probeNow();
  await main.until('checking');
  for (let look = 0; look < 3; look += 1) {
    isLost = true;
    probeNow();
    await main.until('expired');
    await main.settled();
    expect(main.runner.state).toMatchObject({ phase: 'expired', hards: 1, problem: null });
  }
  isLost = false;
  probeNow();
  await main.until('erased');
  expect(world.vault.entries.size).toBe(0);
});
