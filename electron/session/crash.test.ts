import { afterEach, expect, test } from 'vitest';
import type { Fault } from '../disk/durable.ts';
import { allErased } from '../../core/session/eraseProgress.ts';
import { journalOf, remains } from './remains.fixtures.ts';
import { newWorld, startMain, user } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

const worlds: World[] = [];
const lives: Main[] = [];
afterEach(async () => {
  for (const main of lives.splice(0)) main.end();
  for (const world of worlds.splice(0)) await world.remove();
});

function life(world: World, fault?: Fault): Main {
  const main = startMain(world, fault);
  lives.push(main);
  main.runner.start();
  return main;
}

/** Runs `story` with a fault at step 1, 2, … until one run meets none. */
async function walk(
  kind: Fault['kind'],
  begin: (world: World) => Promise<void>,
  story: (main: Main) => Promise<void>,
  check: (world: World) => Promise<void>,
): Promise<number> {
  for (let at = 1; at < 60; at++) {
    const world = newWorld();
    worlds.push(world);
    await begin(world);
    const main = life(world, { kind, at, code: 'EIO' });
    await story(main);
    const met = main.isDead() || main.log.lines.some((line) => line.includes(`(${kind})`));
    main.end();
    await check(world);
    if (!met) return at - 1;
  }
  throw new Error('the story has no end');
}

async function signIn(main: Main): Promise<void> {
  await main.until('signedOut', 'opening', 'expired', 'erased');
  if (main.runner.state.phase !== 'signedOut') return;
  main.signIn();
  await main.until('opening', 'signedOut');
  // The transient key goes in the background.
  await main.settled();
}

async function begunSignedIn(world: World): Promise<void> {
  const main = life(world);
  await signIn(main);
  await main.credentials.learnIdentity({ ed25519: 'our key', curve25519: 'c', published: true });
  world.server.deviceKeys.set(main.credentials.account?.deviceId ?? '', 'our key');
  main.end();
}

test.each(['kill', 'kill-after', 'fail'] as const)('K1: %s at every step of signing in ends in a legal phase', async (kind) => {
  const steps = await walk(
    kind,
    async () => undefined,
    signIn,
    async (world) => {
      const next = life(world);
      const state = await next.until('signedOut', 'opening');
      await next.settled();
      if (state?.phase === 'opening') {
        expect(next.token()).toBe('syt_token_number_1');
        expect([...world.vault.entries.keys()]).toEqual([user]);
        expect(world.server.tokens.size).toBe(1);
      } else {
        expect(world.vault.entries.size).toBe(0);
        expect(next.record.accounts).toEqual([]);
        // A failure was undone on the server, too; a killed process could not do that.
        if (kind === 'fail') expect(world.server.tokens.size).toBe(0);
      }
    },
  );
  expect(steps).toBeGreaterThanOrEqual(6);
});

test.each(['kill', 'kill-after', 'fail'] as const)('K1: %s at every step of signing in again loses no session', async (kind) => {
  const steps = await walk(
    kind,
    async (world) => {
      await begunSignedIn(world);
      world.server.expireAll();
    },
    async (main) => {
      await main.until('opening');
      main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: 1 });
      await main.until('expired');
      main.signInAgain();
      await main.until('resuming');
      await main.until('active', 'expired');
      await main.settled();
    },
    async (world) => {
      const next = life(world);
      await next.until('opening', 'expired', 'active');
      expect(next.credentials.account?.deviceId).toBe('DEVICE1');
      expect(next.credentials.identity?.ed25519).toBe('our key');
      expect([...world.vault.entries.keys()]).toEqual([user]);
    },
  );
  expect(steps).toBeGreaterThanOrEqual(3);
});

test.each(['kill', 'kill-after', 'fail'] as const)('K1 B7: %s at every step of a refresh loses no session', async (kind) => {
  const begin = async (world: World): Promise<void> => {
    world.server.lifetimeMs = 300_000;
    await begunSignedIn(world);
  };
  const refresh = async (main: Main): Promise<void> => {
    await main.until('opening');
    main.runner.send({ type: 'engineReady' });
    main.runner.send({ type: 'refreshDue', epoch: main.credentials.epoch });
    await main.until('active', 'refreshing');
    await main.settled();
    // What could not be sealed is sealed at the next try, without spending another refresh token.
    if (main.runner.state.phase === 'refreshing') main.runner.send({ type: 'retryAsked' });
    await main.until('active');
  };
  const steps = await walk(kind, begin, refresh, async (world) => {
    const next = life(world);
    await refresh(next);
    expect(next.runner.state).toMatchObject({ phase: 'active', refreshable: true, account: { deviceId: 'DEVICE1' } });
    expect(world.server.tokens.get(next.token() ?? '')?.state).toBe('alive');
  });
  expect(steps).toBeGreaterThanOrEqual(1);
});

test.each(['kill', 'kill-after', 'fail'] as const)(
  'K1: %s at every step of an erase ends in an erase, and no trace is left',
  async (kind) => {
    const steps = await walk(
      kind,
      begunSignedIn,
      async (main) => {
        await main.until('opening');
        main.runner.send({ type: 'signOutAsked', now: 1 });
        await main.until('erased');
        // A step that failed is tried again in the background.
        await main.settled();
      },
      async (world) => {
        const next = startMain(world);
        lives.push(next);
        const journal = journalOf(next);
        if (journal) {
          next.runner.start({ is: 'eraseUnfinished', journal });
          expect(await next.until('erased')).toMatchObject({ reason: 'signedOutHere', progress: allErased });
        }
        // Killed before the journal was begun: the server has ended the session, so the next start is told and erases.
        const isBegun = journal !== null || next.record.accounts.length === 0;
        if (isBegun) expect(remains(world)).not.toMatch(/alice|DEVICE1|hs\.test|erase/);
        else expect(world.server.tokens.size).toBe(0);
      },
    );
    expect(steps).toBeGreaterThanOrEqual(8);
  },
);

test('a full disk does not save the data', async () => {
  const world = newWorld();
  worlds.push(world);
  await begunSignedIn(world);
  const main = life(world, { kind: 'fail', at: 1, code: 'ENOSPC' });
  await main.until('opening');
  main.runner.send({ type: 'signOutAsked', now: 1 });
  expect(await main.until('erased')).toMatchObject({ progress: { keys: 'done', messages: 'done', files: 'done', traces: 'done' } });
  expect(remains(world)).not.toMatch(/alice|DEVICE1|hs\.test|erase/);
});

test('E8 a sign-in that was cut off, of a user who has signed in elsewhere in this app since, is not finished over that one’s key', async () => {
  const world = newWorld();
  worlds.push(world);
  const cutOff = life(world, { kind: 'kill', at: 4, code: 'EIO' });
  await signIn(cutOff);
  expect(cutOff.log.lines.join('')).toContain('vault entry (kill)');
  cutOff.end();
  const other = startMain(world);
  lives.push(other);
  const account = { userId: user, deviceId: 'ELSEWHERE', homeserver: 'https://hs.test', slug: '0123456789abcdef' } as const;
  await other.record.put('record signed in', {
    slug: account.slug,
    phase: 'signedIn',
    account,
    expiredSince: null,
    keyCheck: 'check',
    pendingKey: false,
  });
  await world.vault.write(user, 'the key of the account that is open');
  other.runner.start();
  await other.until('signedOut');
  expect(world.vault.entries.get(user)).toBe('the key of the account that is open');
  expect(other.record.accounts.map(({ slug }) => slug)).toEqual([account.slug]);
});
