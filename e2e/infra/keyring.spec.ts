import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Keyring } from '../keyring/startKeyring.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { expect, test } from '../fixtures/test.ts';

const repository = join(import.meta.dirname, '..', '..');
const SERVICE = 'latchkey-selftest';
const ABSENT = { value: null };

/** What keytar answers in a process that has nothing but this keyring. */
function keytar(keyring: Keyring, method: string, ...args: string[]): Promise<unknown> {
  const script = `
    const [method, ...args] = process.argv.slice(1);
    require('keytar')[method](...args).then((value) => ({ value: value ?? null }), (error) => ({ error: error.message }))
      .then((result) => console.log(JSON.stringify(result)))`;
  const child = spawn(process.execPath, ['--input-type=commonjs', '-e', script, method, SERVICE, ...args], {
    cwd: repository,
    env: { PATH: process.env.PATH, ...keyring.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve) => {
    let output = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), 2_500);
    child.stdout.on('data', (chunk) => (output += chunk));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL' ? 'hangs' : code === 0 ? JSON.parse(output) : 'crashes');
    });
  });
}

test('a keyring that keeps, locks, unlocks, hangs and forgets, as keytar sees it', async ({ keyring }) => {
  expect(await keytar(keyring, 'getPassword', '@a:x')).toEqual(ABSENT);
  await keytar(keyring, 'setPassword', '@a:x', '{"rootKey":"selftest-root-key"}');
  expect(await keytar(keyring, 'getPassword', '@a:x')).toEqual({ value: '{"rootKey":"selftest-root-key"}' });
  expect(await keyring.items()).toEqual([{ service: SERVICE, account: '@a:x', secret: '{"rootKey":"selftest-root-key"}' }]);
  expect(await searchKeyring(keyring, { key: 'selftest-root-key', other: 'absent' })).toEqual([`key in an item of ${SERVICE}`]);

  await keyring.lock();
  expect(await keyring.isLocked()).toBe(true);
  expect(await keytar(keyring, 'getPassword', '@a:x'), 'locked looks like absent').toEqual(ABSENT);
  expect(await keytar(keyring, 'setPassword', '@b:x', 'x')).toEqual({
    error: 'Cannot create an item in a locked collection',
  });
  expect(await keytar(keyring, 'deletePassword', '@a:x')).toEqual({ value: false });
  expect(await keytar(keyring, 'findCredentials')).toBe('crashes');
  await keyring.unlock();
  expect(await keytar(keyring, 'getPassword', '@a:x')).toMatchObject({ value: expect.stringContaining('selftest') });

  keyring.hang();
  expect(await keytar(keyring, 'getPassword', '@a:x')).toBe('hangs');
  keyring.resume();

  await keyring.remove(SERVICE, '@a:x');
  expect(await keytar(keyring, 'getPassword', '@a:x')).toEqual(ABSENT);
  await keyring.deleteCollection();
  expect(await keytar(keyring, 'setPassword', '@a:x', 'x')).toMatchObject({
    error: expect.stringContaining('does not exist'),
  });
});

test('an entry stored in the second in which the keyring came up is listed at once', async ({ startOtherKeyring }) => {
  const keyring = await startOtherKeyring({ mode: 'unlocked' });
  await keyring.store(SERVICE, '@a:x', 'kept');
  expect(await keyring.items()).toEqual([{ service: SERVICE, account: '@a:x', secret: 'kept' }]);
  expect(await keytar(keyring, 'getPassword', '@a:x')).toEqual({ value: 'kept' });
});

test('no service at all, until there is one', async ({ startOtherKeyring }) => {
  const keyring = await startOtherKeyring({ mode: 'none' });
  const unavailable = { error: expect.stringContaining('org.freedesktop.secrets was not provided') };
  expect(await keytar(keyring, 'getPassword', '@a:x')).toEqual(unavailable);
  await keyring.provide();
  expect(await keytar(keyring, 'setPassword', '@a:x', 'kept')).toEqual({ value: null });
  await keyring.withdraw();
  expect(await keytar(keyring, 'getPassword', '@a:x')).toEqual(unavailable);
  await keyring.provide();
  expect(await keytar(keyring, 'getPassword', '@a:x')).toEqual({ value: 'kept' });
});
