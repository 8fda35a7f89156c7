import { mkdirSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newWorld, startMain } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

let world: World;
const lives: Main[] = [];

function life(): Main {
  const main = startMain(world);
  lives.push(main);
  main.runner.start();
  return main;
}

beforeEach(() => {
  world = newWorld();
  world.server.lifetimeMs = 300_000;
});
afterEach(async () => {
  for (const main of lives.splice(0)) main.end();
  await world.remove();
});

test('K1 E9 B5 killed after the new tokens were sealed and before that was written down: the next start has a refresh token, and uses it', async () => {
  const first = life();
  await first.until('signedOut');
  first.signIn();
  await first.until('opening');
  await first.settled();
  const { slug } = first.credentials.account!;
  // What an end of the session had written, and the end of main kept from being taken back.
  await first.record.change('record expired', slug, { expiredSince: 1, loginSent: true });
  first.end();

  const second = life();
  await second.until('opening', 'expired');
  await second.settled();
  expect(second.runner.state).toMatchObject({ phase: 'opening', refreshable: true });
  expect(second.record.of(slug)).toMatchObject({ expiredSince: null, loginSent: false });
  second.runner.send({ type: 'refreshDue', epoch: 1 });
  await second.settled();
  expect(second.runner.state).toMatchObject({ phase: 'opening', epoch: 2, refreshable: true });
});

test.each(['stay', 'restart'] as const)(
  'K3 C8: signing in again on a disk that takes nothing for a while: said, nothing lost, no token of our device is ended, and with room it goes on; %s',
  async (how) => {
    let main = life();
    await main.until('signedOut');
    main.signIn();
    await main.until('opening');
    await main.credentials.learnIdentity({ ed25519: 'our key', curve25519: 'curve', published: true });
    world.server.deviceKeys.set('DEVICE1', 'our key');
    main.runner.send({ type: 'engineReady' });
    await main.settled();
    // The refresh token is over, too, so that people are asked.
    world.server.http.on('/_matrix/client/v3/refresh', () => ({ status: 403, json: { errcode: 'M_FORBIDDEN' } }));
    world.server.expireAll();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: Date.now() });
    await main.until('expired');
    await main.settled();
    // A folder in the place of the file that is written first: every write meets it, as on a full disk.
    const inTheWay = `${main.profile.account(main.credentials.account?.slug ?? '').tokens}.new`;
    mkdirSync(inTheWay);
    for (let turn = 0; turn < 2; turn++) {
      main.signInAgain();
      await main.until('resuming');
      expect(await main.until('expired', 'active')).toMatchObject({ phase: 'expired', problem: { code: expect.anything() } });
    }
    expect(world.server.http.sent.filter(({ url }) => url.endsWith('/logout'))).toEqual([]);
    expect(world.vault.entries.size).toBe(1);
    if (how === 'restart') {
      main.end();
      main = life();
      await main.until('expired');
    }
    rmdirSync(inTheWay);
    main.signInAgain();
    await main.until('resuming');
    await main.until('active');
    expect(main.credentials.account?.deviceId).toBe('DEVICE1');
    expect(main.credentials.identity?.ed25519).toBe('our key');
    expect(world.server.tokens.get(main.token() ?? '')?.state).toBe('alive');
  },
);
