import { beforeEach, expect, test } from 'vitest';
import { Backoff } from './backoff.ts';
import { FakeProcesses } from './FakeProcesses.ts';

const identity = { partition: 'persist:x', homeserver: 'https://hs' };
const opening = { own: '/own.db', history: '/store.db', key: new Uint8Array(32) };
let fake: FakeProcesses;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 15));

beforeEach(() => {
  fake = new FakeProcesses();
});

async function running(): Promise<void> {
  fake.processes.open(identity, opening);
  fake.engineIsReady();
  await soon();
}

test('both start without their keys, and the store meets the engine only once its file is open', async () => {
  fake.processes.warm(identity);
  fake.engineIsReady();
  await soon();
  expect(fake.seen).toEqual(['store 1 starts', 'engine 1 starts', 'engine 1 linked', 'page linked']);
  fake.processes.open(identity, opening);
  fake.processes.open(identity, opening);
  await soon();
  expect(fake.seen.slice(4)).toEqual(['store 1 opens', 'store 1 linked']);
});

test('K2: an engine that dies comes back with new ports and the same store', async () => {
  await running();
  fake.killEngine();
  await soon();
  fake.engineIsReady();
  expect(fake.seen.slice(-4)).toEqual(['engine 2 starts', 'engine 2 linked', 'store 1 linked', 'page linked']);
});

test('K7 an engine that asks for it is ended, and comes back with the same store', async () => {
  await running();
  await fake.processes.reopenEngine();
  await soon();
  fake.engineIsReady();
  expect(fake.seen.slice(-6)).toEqual([
    'engine 1 ended',
    'database mended',
    'engine 2 starts',
    'engine 2 linked',
    'store 1 linked',
    'page linked',
  ]);
});

test('K7 no engine comes back that asked for it while the account was closed', async () => {
  await running();
  fake.endMs = 10;
  const reopened = fake.processes.reopenEngine();
  await fake.processes.close();
  await reopened;
  await soon();
  expect(fake.seen).not.toContain('engine 2 starts');
});

test('K2: a store that dies comes back with a new engine, opened with its key', async () => {
  await running();
  fake.killStore();
  await soon();
  fake.engineIsReady();
  await soon();
  expect(fake.seen).toEqual(
    expect.arrayContaining(['engine 1 ended', 'store 2 starts', 'engine 2 starts', 'store 2 opens', 'store 2 linked']),
  );
});

test('an end that is asked for while a dead store is being replaced is an end', async () => {
  await running();
  fake.endMs = 30;
  fake.killStore();
  await soon();
  await fake.processes.close();
  expect(fake.seen.at(-1)).toBe('store 1 ended');
  await soon();
  await soon();
  expect(fake.seen).not.toContain('engine 2 starts');
});

test('an end answers when both have ended, the engine first', async () => {
  await running();
  fake.endMs = 20;
  await fake.processes.close();
  expect(fake.seen.slice(-2)).toEqual(['engine 1 ended', 'store 1 ended']);
  fake.killEngine();
  fake.killStore();
  await soon();
  expect(fake.seen.slice(-2)).toEqual(['engine 1 ended', 'store 1 ended']);
});

test('E4 K1: an engine that cannot be ended, because it is gone already, keeps no erase waiting, now or later', async () => {
  await running();
  fake.endFault = new Error('kill ESRCH');
  await fake.processes.close();
  expect(fake.seen.at(-1)).toBe('store 1 ended');
  fake.endFault = null;
  await running();
  await fake.processes.close();
  expect(fake.seen.slice(-2)).toEqual(['engine 2 ended', 'store 2 ended']);
});

test.each([
  ['corrupt', 'storeCorrupt'],
  ['newer', 'storeNewer'],
  ['diskFull', 'diskFull'],
] as const)('a store that is %s is reported and not linked', async (outcome, code) => {
  fake.outcome = outcome;
  await running();
  expect(fake.failed).toMatchObject([{ code }]);
  expect(fake.seen).not.toContain('store 1 linked');
});

test('whoever dies again and again is started less and less often', () => {
  let now = 0;
  const backoff = new Backoff(() => now);
  const waits = Array.from({ length: 10 }, () => {
    now += 1000;
    return backoff.next();
  });
  expect(waits.slice(0, 4)).toEqual([0, 500, 1000, 2000]);
  expect(waits.at(-1)).toBe(30_000);
  now += 120_000;
  expect(backoff.next()).toBe(0);
});
