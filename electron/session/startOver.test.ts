import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { livesOfMain } from './lives.fixtures.ts';
import type { Main } from './session.fixtures.ts';

const { world, start, signedIn } = livesOfMain();

const startOver = (main: Main): void => main.runner.send({ type: 'startOverAsked', now: 1 });

describe('L-8 starting over logs the device out at the server', () => {
  test('J6 D5 whose data were found damaged while they were opened', async () => {
    const main = await signedIn({ ready: false });
    main.runner.send({ type: 'openFailed', error: { code: 'cryptoStoreRolledBack', ref: 'r' } });
    startOver(main);
    await main.until('erased');
    await expect.poll(() => world().server.tokens.size).toBe(0);
  });

  test('J6 whose record names another device at the start', async () => {
    const before = await signedIn({ ready: false });
    before.end();
    const text = readFileSync(before.profile.record, 'utf8');
    writeFileSync(before.profile.record, text.replace('"DEVICE1"', '"DEVICE2"'));
    const main = start();
    await main.until('storeCorrupt');
    startOver(main);
    await main.until('erased');
    await expect.poll(() => world().server.tokens.size).toBe(0);
  });

  test('without an answer it goes on all the same', async () => {
    const main = await signedIn({ ready: false });
    world().server.http.on('/_matrix/client/v3/logout', () => new Promise<never>(() => undefined));
    main.runner.send({ type: 'openFailed', error: { code: 'storeCorrupt', ref: 'r' } });
    startOver(main);
    await main.until('erased');
  });
});

test.each(['diskFull', 'diskReadOnly'] as const)('L-8 K3 %s destroys nothing, whoever asks', async (code) => {
  const main = await signedIn({ ready: false });
  main.runner.send({ type: 'openFailed', error: { code } });
  startOver(main);
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'storeCorrupt' });
  expect(world().vault.entries.size).toBe(1);
});

test('K3 a disk that was full: once it has room Latchkey goes on by itself, and not before', async () => {
  let room = false;
  let looks = 0;
  const hasRoom = async (): Promise<boolean> => {
    looks += 1;
    return room;
  };
  const main = await signedIn({ ready: false, electron: { hasRoom } });
  main.runner.send({ type: 'openFailed', error: { code: 'diskFull' } });
  await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(1);
  expect(main.runner.state).toMatchObject({ phase: 'storeCorrupt', error: { code: 'diskFull' } });
  room = true;
  await main.until('opening');
});

describe('D11 the sealed tokens were damaged and the device removed meanwhile (L-6)', () => {
  test.each([
    [true, 'erased'],
    [false, 'active'],
  ] as const)('the record says that the keys were published: %s', async (published, phase) => {
    const before = await signedIn({ ready: false });
    const { slug } = before.credentials.account!;
    await before.record.change('record keys published', slug, { published });
    before.end();
    const path = before.profile.account(slug).tokens;
    const data = readFileSync(path);
    data[data.length - 20] = (data[data.length - 20] ?? 0) ^ 1;
    writeFileSync(path, data);
    const main = start();
    await main.until('expired');
    main.signInAgain();
    expect(await main.until('active', 'erased')).toMatchObject({ phase });
  });
});
