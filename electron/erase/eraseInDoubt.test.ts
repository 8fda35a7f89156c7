import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import type { Fault } from '../disk/durable.ts';
import { journalOf, remains } from '../session/remains.fixtures.ts';
import { newWorld, startMain, user } from '../session/session.fixtures.ts';
import type { Main, World } from '../session/session.fixtures.ts';

const worlds: World[] = [];
const lives: Main[] = [];
afterEach(async () => {
  for (const main of lives.splice(0)) main.end();
  for (const world of worlds.splice(0)) await world.remove();
});

function life(world: World, fault?: Fault, electron?: Parameters<typeof startMain>[2]): Main {
  const main = startMain(world, fault, electron);
  lives.push(main);
  main.runner.start();
  return main;
}

async function signIn(main: Main): Promise<void> {
  await main.until('signedOut');
  main.signIn();
  await main.until('opening', 'signedOut');
  await main.settled();
}

async function begunSignedIn(): Promise<World> {
  const world = newWorld();
  worlds.push(world);
  const main = life(world);
  await signIn(main);
  main.end();
  return world;
}

/** The keychain keeps the entry of the account that was erased, until another stands in its place. */
function holdsOn(world: World): () => void {
  const { remove } = world.vault;
  const old = world.vault.entries.get(user);
  world.vault.remove = async (name) =>
    name === user && world.vault.entries.get(user) === old ? { is: 'unreadable', reason: 'failed' } : remove(name);
  return () => {
    world.vault.remove = remove;
  };
}

async function erased(world: World, main: Main): Promise<void> {
  await main.until('opening');
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.until('erased');
  expect([...world.vault.entries.keys()]).toContain(user);
}

/** What a start does with the keys that an erase still waits for. */
async function finishErase(main: Main): Promise<void> {
  const journal = journalOf(main);
  if (journal?.dataGone) void main.eraser.retryKeys(journal, () => undefined);
  else if (journal) await main.eraser.erase(journal, () => undefined);
  await main.settled();
}

// L-11
test.each(['kill', 'kill-after', 'fail'] as const)(
  'K1 E1 E4: %s at every step of a sign-in over an entry whose erase is not done: the old one is gone in the end, or replaced',
  async (kind) => {
    let met = true;
    let steps = 0;
    for (let at = 1; met; at += 1) {
      const world = await begunSignedIn();
      const letGo = holdsOn(world);
      const before = life(world);
      await erased(world, before);
      before.end();
      const main = life(world, { kind, at, code: 'EIO' });
      const journal = journalOf(main);
      if (journal) void main.eraser.retryKeys(journal, () => undefined);
      await main.until('signedOut');
      main.signIn();
      // A sign-in that failed has undone what it began; the erase it leaves goes on asking, and never settles.
      if ((await main.until('opening', 'signedOut'))?.phase !== 'signedOut') await main.settled();
      met = main.log.lines.some((line) => line.includes(`(${kind})`));
      main.end();
      letGo();
      const next = life(world);
      const state = await next.until('signedOut', 'opening');
      await finishErase(next);
      expect(journalOf(next), `step ${at}`).toBeNull();
      if (state?.phase === 'opening') expect([...world.vault.entries.keys()]).toEqual([user]);
      else expect(remains(world), `step ${at}`).not.toMatch(/alice|DEVICE|hs\.test|erase/);
      steps = at;
    }
    expect(steps).toBeGreaterThan(6);
  },
  60_000,
);

// L-11
test('E1 E4 a keychain that refuses the new entry: the old one is still the erase’s, and goes', async () => {
  const world = await begunSignedIn();
  const letGo = holdsOn(world);
  const main = life(world);
  await erased(world, main);
  const { write } = world.vault;
  world.vault.write = async (name, secret) => (name === user ? { is: 'unreadable', reason: 'failed' } : write(name, secret));
  main.runner.send({ type: 'noticeRead' });
  main.signIn();
  await main.until('signingIn');
  await main.until('signedOut');
  expect(journalOf(main)?.vaultEntries.map(({ name }) => name)).toEqual([user]);
  letGo();
  await main.settled();
  expect(remains(world)).not.toMatch(/alice|DEVICE|hs\.test|erase/);
});

// L-12
test('K1 E3 a second erase begins its journal at once, while the keychain still hangs over the first', async () => {
  const world = await begunSignedIn();
  const main = life(world);
  await main.until('opening');
  const { remove } = world.vault;
  let goOn = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  world.vault.remove = async (name) => {
    await hanging;
    return remove(name);
  };
  const first: EraseJournal = {
    v: 1,
    slug: '0000000000000001',
    vaultEntries: [{ name: '@first:hs.test', deviceId: 'A' }],
    reason: 'signedOutHere',
    at: 1,
    dataGone: true,
  };
  void main.eraser.retryKeys(first, () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const second: EraseJournal = {
    v: 1,
    slug: '0000000000000002',
    vaultEntries: [{ name: user, deviceId: 'DEVICE1' }],
    reason: 'signedOutHere',
    at: 2,
    dataGone: false,
  };
  const erasing = main.eraser.erase(second, () => undefined);
  await expect
    .poll(() => journalOf(main))
    .toMatchObject({ slug: second.slug, reason: second.reason, vaultEntries: [...first.vaultEntries, ...second.vaultEntries] });
  expect(await erasing, 'nor do its data wait').toMatchObject({ keys: 'retrying', messages: 'done', files: 'done', traces: 'done' });
  goOn();
  await main.settled();
  expect(journalOf(main)).toBeNull();
  expect(world.vault.entries.size).toBe(0);
});

const waitingFor = (slug: string, name: string, deviceId: string): EraseJournal => ({
  v: 1,
  slug,
  vaultEntries: [{ name, deviceId }],
  reason: 'signedOutHere',
  at: 1,
  dataGone: true,
});

// N-8
test('E4 K1 an entry of the erase before is still told by its device in a journal that another erase has begun: a newer one stays', async () => {
  const world = await begunSignedIn();
  const main = life(world);
  await main.until('opening');
  const [old, slug] = ['@first:hs.test', '0000000000000001'];
  world.vault.trouble = { is: 'unreadable', reason: 'failed' };
  void main.eraser.retryKeys(waitingFor(slug, old, 'OLD'), () => undefined);
  const entry = JSON.parse(world.vault.entries.get(user) ?? '') as object;
  world.vault.trouble = null;
  // Another place of the app signs in as that user at this moment.
  world.vault.entries.set(old, JSON.stringify({ ...entry, deviceId: 'NEW' }));
  const second: EraseJournal = { ...waitingFor('0000000000000002', user, 'DEVICE1'), dataGone: false };
  await main.eraser.erase(second, () => undefined);
  await main.settled();
  expect([...world.vault.entries.keys()]).toEqual([old]);
  expect(journalOf(main)).toBeNull();
});

// N-8
test('E4 of several erases that wait for the keychain each hears when it has let go', async () => {
  const world = await begunSignedIn();
  const main = life(world);
  await main.until('opening');
  let asked = 0;
  world.vault.remove = async () => {
    asked += 1;
    return { is: 'unreadable', reason: 'failed' };
  };
  const done: string[] = [];
  void main.eraser.retryKeys(waitingFor('0000000000000001', '@first:hs.test', 'A'), () => done.push('first'));
  const second: EraseJournal = { ...waitingFor('0000000000000002', user, 'DEVICE1'), dataGone: false };
  await main.eraser.erase(second, ({ keys }) => {
    if (keys === 'done') done.push('second');
  });
  await expect.poll(() => asked).toBeGreaterThan(6);
  expect(done).toEqual([]);
  world.vault.remove = async () => ({ is: 'done' });
  await expect.poll(() => done).toEqual(['first', 'second']);
  expect(journalOf(main)).toBeNull();
});

// L-19
test('E12 Electron hangs over the partition and the page’s storage: the rest goes, it is shown, and tried again until it is done', async () => {
  const world = await begunSignedIn();
  let hangs = true;
  let asked = 0;
  const clear = (): Promise<void> => {
    asked += 1;
    return hangs ? new Promise(() => undefined) : Promise.resolve();
  };
  const main = life(world, undefined, { clearPartition: clear, clearTraces: clear });
  await main.until('opening');
  main.runner.send({ type: 'signOutAsked', now: 1 });
  expect(await main.until('erased')).toMatchObject({ progress: { keys: 'done', messages: 'retrying', files: 'done', traces: 'retrying' } });
  expect(remains(world)).not.toMatch(/alice|DEVICE|hs\.test/);
  expect(existsSync(main.profile.account(main.opened[0] ?? '').folder)).toBe(false);
  const before = asked;
  hangs = false;
  await expect
    .poll(() => main.runner.state, { timeout: 5_000 })
    .toMatchObject({ phase: 'erased', progress: { messages: 'done', traces: 'done' } });
  expect(asked).toBeGreaterThan(before);
});

// L-19
test('E12 a page that never opens stands in the way of no probe, no gate and no erase', async () => {
  const world = await begunSignedIn();
  const main = life(world, undefined, { openProcesses: () => new Promise(() => undefined) });
  await main.until('opening');
  await expect.poll(() => main.gate.isOpen).toBe(true);
  world.server.tokens.clear();
  main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: 1 });
  await main.until('erased');
  expect(remains(world)).not.toMatch(/alice|DEVICE|hs\.test/);
});
