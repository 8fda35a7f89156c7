import { setTimeout as sleep } from 'node:timers/promises';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signInForm } from '../pages/signInForm.ts';
import { waitUntil } from '../run/waitUntil.ts';
import type { CarolsWorld } from './carolsWorld.ts';

/** How a session of Carol's comes to its end; whatever the network does meanwhile, nothing of it may stay. */
export type End =
  'removed while it lives' | 'removed while it is expired' | 'removed after a sign-in whose answer was lost' | 'signed out by herself';

export const ends: readonly End[] = [
  'removed while it lives',
  'removed while it is expired',
  'removed after a sign-in whose answer was lost',
  'signed out by herself',
];

/** A probe comes once a minute, and the network harms one request in four. */
const erasedWithinMs = 240_000;

/** What Carol does before her app. Every word rejects with what could not be done. */
export interface Carol {
  readonly signIn: () => Promise<void>;
  readonly meetsEnd: (end: End) => Promise<void>;
}

export function carol({ app, keyring, homeserver, network, account }: CarolsWorld): Carol {
  const { page } = app;
  const expired = sessionExpiredDialog(page);
  const isErased = async (): Promise<boolean> => (await app.phase()) === 'erased';

  /** Does `go` until it is so; what is gone while it is asked for is looked at again. */
  const until = async (what: string, isSo: () => Promise<boolean>, go: () => Promise<unknown>, timeoutMs = 180_000): Promise<void> => {
    const over = Date.now() + timeoutMs;
    while (!(await isSo())) {
      if (Date.now() > over) throw new Error(`Carol: not ${what} within ${timeoutMs / 1_000} s; the phase is ${await app.phase()}`);
      await go().catch(() => undefined);
      await sleep(250);
    }
  };
  const expire = async (): Promise<void> => {
    const [deviceId = ''] = await homeserver.listDevices(account.userId);
    await until(
      'asked to sign in again',
      () => expired.dialog.isVisible(),
      async () => homeserver.endSession({ userId: account.userId, deviceId }),
    );
  };
  /**
   * It cannot be told of a device without keys at the server that it was removed and made anew: nothing was ever encrypted for it (D11).
   */
  let publishedBefore = 0;
  const timesPublished = (): number => app.logs().split('the server has the device keys').length - 1;
  const published = async (): Promise<void> => {
    await waitUntil('Carol’s device keys at the server', () => Promise.resolve(timesPublished() > publishedBefore), { timeoutMs: 120_000 });
  };
  const remove = async (go: () => Promise<unknown>): Promise<void> => {
    for (const device of await homeserver.listDevices(account.userId)) await homeserver.deleteDevice(account.userId, device);
    await until('erased', isErased, go, erasedWithinMs);
  };
  const submit = async (): Promise<void> => {
    if ((await expired.password.inputValue({ timeout: 500 })) !== account.password)
      await expired.password.fill(account.password, { timeout: 500 });
    if (await expired.submit.isEnabled({ timeout: 500 })) await expired.submit.click({ timeout: 500 });
  };
  const loseSignIn = async (): Promise<void> => {
    const lost = network.on({ method: 'POST', path: '/login' }, async (_, forward) => {
      await forward();
      return 'cut' as const;
    });
    const sent = () => Promise.resolve(lost.hits() > 0);
    await until('signing in', sent, submit);
    lost.remove();
  };
  const signOut = async (): Promise<void> => {
    const ask = page.getByRole('dialog', { name: 'Sign out?' });
    const unreachable = page.getByRole('dialog', { name: 'The server does not know yet' });
    await until('signed out', isErased, async () => {
      if (await unreachable.isVisible()) return unreachable.getByRole('button', { name: 'Cancel' }).click({ timeout: 500 });
      if (await ask.isVisible())
        return ask
          .getByRole('button', { name: /^Sign out/ })
          .last()
          .click({ timeout: 500 });
      await page.getByRole('button', { name: /^Account: / }).click({ timeout: 500 });
      await page.getByRole('menuitem', { name: 'Sign out…' }).click({ timeout: 500 });
    });
    const left = await homeserver.listDevices(account.userId);
    if (left.length > 0) throw new Error(`Carol signed out, and ${left.length} of her devices stayed on the server`);
  };

  return {
    signIn: async () => {
      const form = signInForm(page);
      publishedBefore = timesPublished();
      await until(
        'signed in',
        async () => (await app.phase()) === 'active',
        async () => {
          if (await isErased()) return page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click({ timeout: 500 });
          if (!(await form.submit.isEnabled({ timeout: 500 })) && (await form.password.inputValue({ timeout: 500 })) !== '') return;
          await form.signIn({ username: account.username, password: account.password });
        },
      );
      await dropGhosts();
    },
    meetsEnd: async (end) => {
      if (end === 'signed out by herself') await signOut();
      else {
        const isLost = end === 'removed after a sign-in whose answer was lost';
        if (isLost) await published();
        if (end !== 'removed while it lives') await expire();
        if (isLost) await loseSignIn();
        // Where nobody can tell whether the lost sign-in has replaced the token, one more tells (C26).
        await remove(isLost ? submit : () => Promise.resolve());
      }
      await waitUntil('Carol’s keychain entry to be gone', async () => (await keyring.items()).length === 0, { timeoutMs: 30_000 });
    },
  };

  /** Devices of sign-ins whose answer the network lost: nobody can know of them, and they are not what is asked for here. */
  async function dropGhosts(): Promise<void> {
    const own = await ownDevice();
    for (const device of await homeserver.listDevices(account.userId))
      if (device !== own) await homeserver.deleteDevice(account.userId, device);
  }

  async function ownDevice(): Promise<string | undefined> {
    const [item] = await keyring.items();
    return item?.secret === undefined ? undefined : (JSON.parse(item.secret) as { deviceId?: string }).deviceId;
  }
}
