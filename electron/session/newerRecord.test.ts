import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { livesOfMain } from './lives.fixtures.ts';
import { user } from './session.fixtures.ts';
import type { Main } from './session.fixtures.ts';

const { world, start, signedIn } = livesOfMain();

/** A newer Latchkey ran here meanwhile. */
async function afterNewer(): Promise<{ main: Main; path: string; text: string; folder: string }> {
  const before = await signedIn();
  before.end();
  const path = before.profile.record;
  const { accounts } = JSON.parse(readFileSync(path, 'utf8')) as { accounts: unknown[] };
  const text = JSON.stringify({ v: 2, accounts, spaces: ['what only that one knows'] });
  writeFileSync(path, text);
  const main = start();
  await main.until('keyUnusable');
  await main.settled();
  return { main, path, text, folder: before.profile.account(before.opened[0] ?? '').folder };
}

test('J16 a record of accounts that a newer Latchkey has written: said, nothing is opened, changed or destroyed, and that one opens it again', async () => {
  const { main, path, text } = await afterNewer();
  expect(main.runner.state).toMatchObject({ phase: 'keyUnusable', why: 'recordNewer', account: { userId: user } });
  main.runner.send({ type: 'retryAsked' });
  await main.settled();
  expect(main.opened).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect([...world().vault.entries.keys()]).toEqual([user]);
  expect(world().server.http.sent.filter(({ url }) => url.endsWith('/logout'))).toEqual([]);
  main.end();
  writeFileSync(path, text.replace('"v":2', '"v":1'));
  await start().until('opening');
});

test('J16 "Try again" reads the file again: what has been put back meanwhile is opened', async () => {
  const { main, path, text } = await afterNewer();
  writeFileSync(path, text.replace('"v":2', '"v":1'));
  main.runner.send({ type: 'retryAsked' });
  await main.until('opening');
  expect(main.runner.state).toMatchObject({ account: { userId: user } });
});

test.each([
  ['half written', (text: string) => text.slice(0, 20)],
  ['empty', () => ''],
])('J16 "Try again" while the file is %s: it stays a newer one, and is not written over', async (_name, at) => {
  const { main, path, text } = await afterNewer();
  writeFileSync(path, at(text));
  main.runner.send({ type: 'retryAsked' });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'keyUnusable', why: 'recordNewer' });
  expect(readFileSync(path, 'utf8')).toBe(at(text));
});

test('J16 no account is added beside it: refused in words, before a password is sent', async () => {
  const { main, path, text, folder } = await afterNewer();
  main.end();
  rmSync(folder, { recursive: true });
  const alone = start();
  await alone.until('signedOut');
  const before = world().server.http.sent.length;
  alone.signIn();
  await alone.until('signingIn');
  await alone.until('signedOut');
  expect(alone.runner.state).toMatchObject({ problem: { code: 'storeNewer' } });
  expect(
    world()
      .server.http.sent.slice(before)
      .filter(({ method }) => method === 'POST'),
  ).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('J16 starting over destroys what is here, and leaves the newer record as it is', async () => {
  const { main, path, text, folder } = await afterNewer();
  expect(existsSync(folder)).toBe(true);
  main.runner.send({ type: 'startOverAsked', now: 1 });
  await main.until('erased');
  expect(existsSync(folder)).toBe(false);
  expect([...world().vault.entries.keys()]).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test.each(['{"v":"2"}', '{"accounts":[]}', 'no JSON', '{"v":0,"accounts":[]}'])(
  'J16 but %s is no newer one: the account is found again by its folder',
  async (text) => {
    const before = await signedIn();
    before.end();
    writeFileSync(before.profile.record, text);
    await start().until('opening');
  },
);
