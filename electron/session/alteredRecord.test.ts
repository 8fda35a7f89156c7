import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { base, newWorld, startMain } from './session.fixtures.ts';
import type { Main } from './session.fixtures.ts';

const world = newWorld();
const lives: Main[] = [];
afterEach(async () => {
  for (const main of lives.splice(0)) main.end();
  await world.remove();
});

function start(): Main {
  const main = startMain(world);
  lives.push(main);
  main.runner.start();
  return main;
}

test('H7, J11: what stands in the record decides neither where the token goes nor what is destroyed', async () => {
  const before = start();
  await before.until('signedOut');
  before.signIn();
  await before.until('opening');
  await before.settled();
  before.end();
  const { accounts } = JSON.parse(readFileSync(before.profile.record, 'utf8')) as { accounts: { account: object }[] };
  const [entry] = accounts;
  writeFileSync(
    before.profile.record,
    JSON.stringify({ v: 1, accounts: [{ ...entry, account: { ...entry?.account, homeserver: 'https://evil.test' } }] }),
  );
  const main = start();
  await main.until('opening');
  expect(main.credentials.account).toMatchObject({ homeserver: base, slug: before.opened[0] });
  await main.settled();
  // The engine's window is opened by the record, before the keychain has answered: the next start is to find it right.
  expect(readFileSync(before.profile.record, 'utf8')).not.toContain('evil');
  main.end();
  writeFileSync(before.profile.record, JSON.stringify({ v: 1, accounts: [{ ...entry, account: { ...entry?.account, slug: '..' } }] }));
  const again = start();
  await again.until('opening');
  expect(again.opened).toEqual(before.opened);
  again.end();
  writeFileSync(
    before.profile.record,
    JSON.stringify({ v: 1, accounts: [{ ...entry, account: { ...entry?.account, homeserver: 'no address' } }] }),
  );
  const last = start();
  expect(last.record.accounts).toEqual([]);
  await last.until('opening');
});
