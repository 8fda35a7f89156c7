import { beforeEach, expect, test } from 'vitest';
import { fakeLog } from '../FakeLog.ts';
import { FakeSecretLook } from './FakeSecretLook.ts';
import { keytarVault } from './keytarVault.ts';
import type { Keytar } from './keytarVault.ts';

const entries = new Map<string, string>();
const look = new FakeSecretLook();
let calls = 0;
let answer: () => Promise<unknown>;

const keytar: Keytar = {
  getPassword: async (_service, account) => (calls++, ((await answer()) as string | null) ?? entries.get(account) ?? null),
  setPassword: async (_service, account, secret) => {
    calls++;
    await answer();
    entries.set(account, secret);
  },
  deletePassword: async (_service, account) => (calls++, await answer(), entries.delete(account)),
};
const vaultWith = (secretLook: FakeSecretLook | null) =>
  keytarVault({ load: async () => keytar, service: 'latchkey', limitMs: 20, secretLook, log: fakeLog() });
const vault = () => vaultWith(look);

beforeEach(() => {
  entries.clear();
  look.says = 'unknown';
  calls = 0;
  answer = async () => undefined;
});

test('present and absent', async () => {
  entries.set('@a:b', 'the secret');
  expect(await vault().read('@a:b')).toEqual({ is: 'present', secret: 'the secret' });
  look.says = 'absent';
  expect(await vault().read('@other:b')).toEqual({ is: 'absent' });
  expect(await vault().remove('@other:b')).toEqual({ is: 'done' });
});

test('a bus that cannot be asked: "not found" may as well be locked, so it is neither absent nor removed', async () => {
  expect(await vault().read('@a:b')).toEqual({ is: 'unreadable', reason: 'failed' });
  expect(await vault().remove('@a:b')).toEqual({ is: 'unreadable', reason: 'failed' });
  entries.set('@a:b', 'the secret');
  expect(await vault().remove('@a:b')).toEqual({ is: 'done' });
});

test('a system without a Secret Service is believed', async () => {
  expect(await vaultWith(null).read('@a:b')).toEqual({ is: 'absent' });
  expect(await vaultWith(null).remove('@a:b')).toEqual({ is: 'done' });
});

test.each([
  ['locked', { is: 'unreadable', reason: 'locked' }],
  ['timedOut', { is: 'unreadable', reason: 'timedOut' }],
  ['noService', { is: 'unavailable' }],
] as const)('%s is said before keytar is asked anything', async (says, expected) => {
  look.says = says;
  expect(await vault().read('@a:b')).toEqual(expected);
  expect(await vault().write('@a:b', 'new secret')).toEqual(expected);
  expect(await vault().remove('@a:b')).toEqual(expected);
  expect(calls).toBe(0);
});

test('an entry that is there but comes back as none is denied, never absent', async () => {
  look.says = 'present';
  expect(await vault().read('@a:b')).toEqual({ is: 'unreadable', reason: 'denied' });
  expect(await vault().remove('@a:b')).toEqual({ is: 'unreadable', reason: 'failed' });
});

test.each([
  ['The name org.freedesktop.secrets was not provided by any .service files', { is: 'unavailable' }],
  ['Could not connect: No such file or directory', { is: 'unavailable' }],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', { is: 'unavailable' }],
  ['Failed to load keytar native addon, checked …', { is: 'unavailable' }],
  ['Cannot create an item in a locked collection', { is: 'unreadable', reason: 'locked' }],
  ['User interaction is not allowed.', { is: 'unreadable', reason: 'locked' }],
  ['User canceled the operation.', { is: 'unreadable', reason: 'denied' }],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', { is: 'unreadable', reason: 'failed' }],
])('keytar says: %s', async (text, expected) => {
  answer = () => Promise.reject(new Error(text));
  expect(await vault().read('@a:b')).toEqual(expected);
  expect(await vault().write('@a:b', 'new secret')).toEqual(expected);
});

test('while a call hangs no other is started; when it ends, all goes on', async () => {
  const one = vault();
  let end = (): void => undefined;
  answer = () =>
    new Promise((resolve) => {
      end = () => resolve(undefined);
    });
  expect(await one.read('@a:b')).toEqual({ is: 'unreadable', reason: 'timedOut' });
  expect(await one.read('@a:b')).toEqual({ is: 'unreadable', reason: 'timedOut' });
  expect(await one.write('@a:b', 'new secret')).toEqual({ is: 'unreadable', reason: 'timedOut' });
  expect(calls).toBe(1);
  end();
  await new Promise((resolve) => setTimeout(resolve, 1));
  answer = async () => undefined;
  entries.set('@a:b', 'the secret');
  expect(await one.read('@a:b')).toEqual({ is: 'present', secret: 'the secret' });
  expect(calls).toBe(2);
});

test('J8 an entry that a hanging keychain writes after all, when its sign-in has been given up, is taken away before anything else is done', async () => {
  const one = vault();
  let end = (): void => undefined;
  answer = () =>
    new Promise((resolve) => {
      end = () => resolve(undefined);
    });
  expect(await one.write('@a:b', 'the key of a sign-in that fails')).toEqual({ is: 'unreadable', reason: 'timedOut' });
  answer = async () => undefined;
  end();
  await expect.poll(() => calls).toBe(2);
  expect([...entries]).toEqual([]);
  await expect.poll(() => one.write('@a:b', 'the key of the next one')).toEqual({ is: 'done' });
  expect([...entries]).toEqual([['@a:b', 'the key of the next one']]);
});

test('calls wait for each other', async () => {
  const one = vault();
  let running = 0;
  let most = 0;
  answer = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running--;
  };
  await Promise.all([one.write('a', 'secret one'), one.write('b', 'secret two'), one.read('a'), one.remove('b')]);
  expect(most).toBe(1);
});

test('only a person who asks for it meets a prompt', async () => {
  look.asked = 0;
  look.says = 'locked';
  const one = vault();
  await one.read('@a:b');
  await one.check();
  expect(look.asked).toBe(0);
  one.askToUnlock();
  expect(look.asked).toBe(1);
});
